import {
  type ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
} from 'botbuilder';
import restify from 'restify';

/** Serves a bot as the SDK's samples do, on any free port of this machine, and tells the parent process which. */
export function serveBot(bot: ActivityHandler): void {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  const handler = async (request: unknown, response: unknown): Promise<void> => {
    await adapter.process(request as Request, response as Response, (context) => bot.run(context));
  };
  server.post('/api/messages', handler as unknown as restify.RequestHandler);
  server.listen(0, '127.0.0.1', () => {
    process.send?.(server.address().port);
  });
  process.on('disconnect', () => process.exit());
}
