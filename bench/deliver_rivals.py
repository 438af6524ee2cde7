"""The ways of sending that delivery is measured against: each sends one text to every chat, and may lose some."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bench.deliver_server import Server

TEXT = (
    "<b>Lebanon</b>\nCorrespondent: A line of about the usual length, of which many come a day\n"
    '<i>Ticker</i> · <tg-time unix="1767268800" format="t">12:00 UTC</tg-time>'
)
Rival = Callable[[Server, Sequence[int]], Awaitable[float]]


async def timed(sends: Sequence[Awaitable[object]]) -> float:
    """Seconds of our own CPU for all of them."""
    before = time.process_time()
    await asyncio.gather(*sends)
    return time.process_time() - before


async def rate_limited(server: Server, chats: Sequence[int], retries: int) -> float:
    limiter: AIORateLimiter = AIORateLimiter(max_retries=retries)
    request = HTTPXRequest(connection_pool_size=64, pool_timeout=120)
    bot = ExtBot(server.token, base_url=server.base_url, rate_limiter=limiter, request=request)

    async def one(chat: int) -> None:
        try:
            await bot.send_message(chat, TEXT, parse_mode="HTML")
        except TelegramError:
            return

    async with bot:
        return await timed([one(chat) for chat in chats])


def aiogram_bot(server: Server) -> AiogramBot:
    api = TelegramAPIServer(base=server.base_url + "{token}/{method}", file="")
    return AiogramBot(server.token, session=AiohttpSession(api=api))


async def aiogram_broadcaster(server: Server, chats: Sequence[int]) -> float:
    """As aiogram's documentation has it: one after the other, 20 a second, and again after a RetryAfter."""
    before = time.process_time()
    async with aiogram_bot(server) as bot:
        for chat in chats:
            for _ in range(20):
                try:
                    await bot.send_message(chat, TEXT, parse_mode="HTML")
                    break
                except TelegramRetryAfter as wait:
                    await asyncio.sleep(wait.retry_after)
            await asyncio.sleep(0.05)
    return time.process_time() - before


async def bare_aiogram(server: Server, chats: Sequence[int]) -> float:
    """aiogram's send_message and nothing else, eight at a time."""
    room = asyncio.Semaphore(8)

    async def one(chat: int) -> None:
        async with room:
            await bot.send_message(chat, TEXT, parse_mode="HTML")

    async with aiogram_bot(server) as bot:
        return await timed([one(chat) for chat in chats])


async def bare_ptb(server: Server, chats: Sequence[int]) -> float:
    """python-telegram-bot on its own transport and nothing else, eight at a time."""
    room = asyncio.Semaphore(8)

    async def one(chat: int) -> None:
        async with room:
            await bot.send_message(chat, TEXT, parse_mode="HTML")

    async with Bot(server.token, base_url=server.base_url) as bot:
        return await timed([one(chat) for chat in chats])


async def aioratelimiter(server: Server, chats: Sequence[int]) -> float:
    return await rate_limited(server, chats, 0)


async def aioratelimiter_retrying(server: Server, chats: Sequence[int]) -> float:
    return await rate_limited(server, chats, 10)


PACED: dict[str, Rival] = {
    "AIORateLimiter": aioratelimiter,
    "AIORateLimiter, 10 retries": aioratelimiter_retrying,
    "aiogram's broadcaster": aiogram_broadcaster,
}
BARE: dict[str, Rival] = {"aiogram, bare send_message": bare_aiogram, "python-telegram-bot, bare": bare_ptb}
