"""The coaching pages: what a staff member and a coach see of assessments and plans."""
