"""Open Dental's database as far as the shipped queries read it, on a MariaDB of the tests' own."""
