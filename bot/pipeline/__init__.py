"""The river: poll -> recall -> decide -> commit. What was seen is kept until it is committed."""
