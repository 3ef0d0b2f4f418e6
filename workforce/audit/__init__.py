"""The reading side of the audit trail: who saw or changed what."""
