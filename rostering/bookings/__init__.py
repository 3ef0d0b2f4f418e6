"""Booked working time of people, at all employers; two bookings of one person never overlap."""
