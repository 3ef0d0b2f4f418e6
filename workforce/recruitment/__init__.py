"""County-wide roles: recruit to the county, then agree with people where they will work."""
