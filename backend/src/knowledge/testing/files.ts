import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PDFDocument from 'pdfkit';

/** A PDF that `draw` fills. */
export async function pdf(
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
) {
  const document = new PDFDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', () => resolve(undefined)));
  draw(document);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** A guideline of two pages with running lines, headings, wrapped paragraphs and a table with a wrapped cell. */
export function guidelinePdf(): Promise<Buffer> {
  return pdf(
    (document) => {
      const heading = (text: string, size: number) =>
        document
          .font('Helvetica-Bold')
          .fontSize(size)
          .text(text)
          .font('Helvetica')
          .fontSize(11)
          .moveDown(0.5);
      heading('Sepsis in adults', 20);
      heading('First actions', 14);
      document.text(
        'Blood cultures should be taken before antibiotics in an adult with suspected sepsis, as long as this causes ' +
          'no delay. Intravenous antibiotics should be given within one hour.',
      );
      document.moveDown();
      document.text('Lactate should be measured at once.').addPage();
      heading('Doses', 14);
      const top = document.y;
      const rows = [
        [['Drug'], ['Dose'], ['Route']],
        [['Piperacillin with', 'tazobactam'], ['4.5 g'], ['Intravenous']],
        [['Meropenem'], ['1 g'], ['Intravenous']],
      ];
      let y = top;
      for (const row of rows) {
        for (const [column, lines] of row.entries()) {
          for (const [at, line] of lines.entries()) {
            document.text(line, 72 + column * 150, y + at * 13, { lineBreak: false });
          }
        }
        y += 18 + (Math.max(...row.map((lines) => lines.length)) - 1) * 13;
      }
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        document.switchToPage(page);
        document
          .fontSize(8)
          .text(`Riverside General, page ${page + 1} of ${count}`, 72, 30, { lineBreak: false });
      }
    },
    { bufferPages: true },
  );
}

/** A Word file with headings, a list and a table. */
export function guidelineDocx(): Promise<Buffer> {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const row = (cells: string[]) => new TableRow({ children: cells.map(cell) });
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: 'Gout in adults', heading: HeadingLevel.TITLE }),
            new Paragraph({ text: 'Acute attack', heading: HeadingLevel.HEADING_2 }),
            new Paragraph({
              children: [
                new TextRun('Naproxen is '),
                new TextRun({ text: 'suitable', bold: true }),
                new TextRun('.'),
              ],
            }),
            new Paragraph({ text: 'Rest the joint.', bullet: { level: 0 } }),
            new Table({
              rows: [
                row(['Drug', 'Dose']),
                row(['Naproxen', '500 mg twice daily']),
                row(['Colchicine', '500 micrograms']),
              ],
            }),
          ],
        },
      ],
    }),
  );
}
