// telegram-test-api on the port given; it says "listening" when it answers.
const TelegramServer = require('telegram-test-api');

const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]), storeTimeout: 600 });
server.start().then(() => console.log('listening'));
process.stdin.on('end', () => process.exit(0)).resume();
