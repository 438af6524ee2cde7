"""Tocsin watches the BREAKING tickers of news sites and rings the bell in Telegram, region by region."""
