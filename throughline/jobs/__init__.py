"""The one way to run something later, on a timetable, and once only: a queue in PostgreSQL, by Procrastinate."""
