import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guidelineFolder, largePdf } from './upload-files.js';
import { dropFiles, openUploadWorld, sendFiles, type UploadWorld } from './upload-world.js';

const FILES = 150;
const MB = 1024 ** 2;

describe('An administrator who drops files', { timeout: 300_000 }, () => {
  let world: UploadWorld;
  before(async () => {
    world = await openUploadWorld();
  });
  after(() => world.close());

  const row = (name: string) => world.admin.page.getByRole('listitem').filter({ hasText: name });

  it('has a whole folder with its folders become documents', async () => {
    const { page } = world.admin;
    const folder = join(world.folder, 'guidelines');
    await guidelineFolder(folder, FILES);
    await writeFile(join(folder, '.DS_Store'), 'of the system');
    await dropFiles(page, folder);
    await page.getByText(`${FILES} files ·`).waitFor();
    await sendFiles(page);
    await page.getByText(`${FILES} of ${FILES} ready`).waitFor({ timeout: 120_000 });
    const { total } = await world.api.kb.listDocuments({ limit: 1, status: 'ready' });
    assert.equal(total, FILES);
  });

  it('has a large file go on where it was after the network was gone', async () => {
    const { admin, proxy, folder } = world;
    const file = await largePdf(40 * MB);
    const path = join(folder, 'atlas.pdf');
    await writeFile(path, file);
    const before = proxy.received;
    const { target } = proxy;
    await dropFiles(admin.page, path);
    await sendFiles(admin.page);
    while (proxy.received - before < file.length / 2) await new Promise((resolve) => setTimeout(resolve, 2));
    proxy.target = undefined;
    proxy.cut();
    await row('atlas.pdf')
      .getByText('The connection is lost. It goes on by itself where it stopped.')
      .waitFor();
    proxy.target = target;
    await admin.page.getByText(`${FILES + 1} of ${FILES + 1} ready`).waitFor({ timeout: 60_000 });
    const again = (proxy.received - before - file.length) / MB;
    assert.ok(again < 17, `at most one part is sent again, not ${again.toFixed(1)} MB`);
  });

  it('sees what the backend was in the middle of when it was killed, and retries that alone', async () => {
    const { admin, api, folder } = world;
    const { page } = admin;
    const earlier = await api.kb.listIds({});
    if (earlier.length) await api.kb.deleteDocuments(earlier);
    await page.reload();
    await page.getByText('No documents yet').waitFor();
    for (let number = 0; number < 6; number += 1) {
      const lines = Array.from(
        { length: 3_000 },
        (_, at) => `## Part ${at}\n\nDrug ${number}-${at}: ${at} mg.\n`,
      );
      await writeFile(join(folder, `long-${number}.md`), `# Long ${number}\n\n${lines.join('\n')}`);
    }
    await dropFiles(page, ...Array.from({ length: 6 }, (_, number) => join(folder, `long-${number}.md`)));
    await sendFiles(page);
    // The page knows that all are with the server, which has some of them in hand.
    const files = page.getByRole('list', { name: 'Files' });
    const unsent = files.getByText(/Sending|waiting for the server|waits for its turn|not sent yet/);
    while (await unsent.count());
    for (;;) {
      const { items } = await api.kb.listDocuments({ limit: 10 });
      if (items.some(({ status }) => status === 'parsing' || status === 'indexing')) break;
    }
    await world.kill();
    await world.start();

    // What waited goes on by itself; the rest is for a person to retry.
    let items;
    do ({ items } = await api.kb.listDocuments({ limit: 10 }));
    while (!items.every(({ status }) => status === 'ready' || status === 'failed'));
    const failed = items.filter(({ status }) => status === 'failed').length;
    assert.ok(failed > 0 && failed < 6, `${failed} of 6 were in hand`);
    await files
      .getByText('Indexing was interrupted by a restart. Nothing was lost: press Retry.')
      .first()
      .waitFor({ timeout: 60_000 });
    const one = files.getByRole('button', { name: /^Retry/ });
    await (failed > 1 ? page.getByRole('button', { name: `Retry ${failed} failed` }) : one).click();
    await page.getByText('6 of 6 ready').waitFor({ timeout: 60_000 });
    const jobs = await api.kb.listJobs({ limit: 50 });
    assert.ok(
      jobs.items.some(({ status }) => status === 'interrupted'),
      'the job that was running says so',
    );
    admin.assertQuiet();
  });
});
