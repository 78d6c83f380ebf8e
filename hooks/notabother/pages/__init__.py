"""Finished pages: what each template reads."""
