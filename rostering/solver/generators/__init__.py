"""Made-up problems of realistic teams and counties, for tests, benchmarks and the command line."""
