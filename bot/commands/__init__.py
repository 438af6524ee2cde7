"""What a chat may say and what it is told; free of Telegram and of Redis."""
