-- settle: settlements, see settling.lua -> the numbers, from 1, of those whose token holds the chat no more.

return settle_from(1)
