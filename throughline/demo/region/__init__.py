"""A region of made-up people, drawn in SQL: 300,000 clients, three million contacts, twenty providers (R151)."""
