import { rm } from 'node:fs/promises';
import type { Snake, UserBelongings } from '@voiceassist/shared/schemas';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import { filePath } from '../files/file-path.js';
import { ProblemError } from '../problem.js';
import type { Accounts } from './accounts.js';
import { keepAnAdmin } from './user-changes.js';

/** What goes when this person is deleted, and how many documents of theirs stay; `undefined` for nobody. */
export async function belongingsOf(
  db: Kysely<Database>,
  id: string,
): Promise<Snake<UserBelongings> | undefined> {
  return db
    .selectFrom('users')
    .select(({ selectFrom, fn }) => [
      selectFrom('conversations')
        .select(fn.countAll<number>().as('count'))
        .where('user_id', '=', id)
        .$asScalar()
        .$notNull()
        .as('conversations'),
      selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .select(fn.countAll<number>().as('count'))
        .where('user_id', '=', id)
        .$asScalar()
        .$notNull()
        .as('messages'),
      selectFrom('files')
        .select(fn.countAll<number>().as('count'))
        .where('user_id', '=', id)
        .$asScalar()
        .$notNull()
        .as('files'),
      selectFrom('kb_documents')
        .select(fn.countAll<number>().as('count'))
        .where('uploaded_by', '=', id)
        .$asScalar()
        .$notNull()
        .as('documents'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Deletes a person with their conversations, files, sign-ins, links and vault key. Documents that they added to the
 * knowledge base stay.
 */
export async function removeUser({ config, db, signIns }: Accounts, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await keepAnAdmin(trx, id);
    // With the row held nobody can add a file any more.
    const user = await trx
      .selectFrom('users')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!user) throw new ProblemError(404);
    const files = await trx.selectFrom('files').select('id').where('user_id', '=', id).execute();
    await trx.deleteFrom('users').where('id', '=', id).execute();
    // Before the transaction ends: if one cannot be removed the person stays, and it can be tried again. The other
    // way round the bytes would stay with nobody to ask for them.
    for (const file of files) await rm(filePath(config, file.id), { force: true });
  });
  signIns.tell({ userId: id });
}
