import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pdf } from '../backend/src/knowledge/testing/files.js';

const SECTIONS = ['Indications', 'Dose', 'Monitoring', 'When to stop', 'References'];
const PARAGRAPH =
  'is given after the allergies of the patient were asked for and written down. The dose is adjusted to the weight, ' +
  'to the function of the kidneys and to what else is taken. Every change is signed with the time.';

/** A folder of guidelines in Markdown, in folders of a hundred, each with words of its own. */
export async function guidelineFolder(folder: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const part = join(folder, `part-${Math.floor(number / 100)}`);
    if (number % 100 === 0) await mkdir(part, { recursive: true });
    const sections = SECTIONS.map(
      (section, at) =>
        `## ${section}\n\nSubstance ${number}-${at} ${PARAGRAPH}\n\n` +
        `- ${number + at} mg in the morning\n- ${number + at + 1} mg in the evening\n`,
    );
    await writeFile(join(part, `guideline-${number}.md`), `# Guideline ${number}\n\n${sections.join('\n')}`);
  }
}

/** The sentence on one page of the long PDF. */
export const pageSentence = (page: number): string =>
  `On page ${page} the loading dose of zorvamab is ${page * 7} mg over ${page + 20} minutes.`;

/** A protocol of so many full pages, each with a sentence of its own. */
export function longPdf(pages: number): Promise<Buffer> {
  return pdf(
    (document) => {
      for (let page = 1; page <= pages; page += 1) {
        if (page > 1) document.addPage();
        document.fontSize(16).text(`Zorvamab, part ${page}`).moveDown();
        document.fontSize(11).text(pageSentence(page)).moveDown();
        for (let at = 0; at < 9; at += 1) document.text(`Substance ${page}-${at} ${PARAGRAPH}`).moveDown();
      }
    },
    { info: { Title: 'Zorvamab on the ward' } },
  );
}

/** A PDF with a page of text that is as large as a scan with pictures: about so many bytes. */
export function largePdf(bytes: number): Promise<Buffer> {
  return pdf((document) => {
    document.fontSize(16).text('Atlas of the skin').moveDown();
    document
      .fontSize(11)
      .text('Pemphigus begins in the mouth in most patients, and is often taken for aphthae.');
    document.file(randomBytes(bytes), { name: 'pictures.bin' });
  });
}
