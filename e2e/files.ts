import PDFDocument from 'pdfkit';

/** A file as a person picks it. */
export interface PickedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A PDF with a heading and paragraphs of real text; without paragraphs, pages that hold no text at all. */
export function pdf(name: string, title: string, paragraphs: string[]): Promise<PickedFile> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ info: { Title: title } });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve({ name, mimeType: 'application/pdf', buffer: Buffer.concat(chunks) }));
    if (paragraphs.length) {
      document.fontSize(20).text(title).moveDown();
      for (const paragraph of paragraphs) document.fontSize(11).text(paragraph).moveDown();
    } else {
      document.rect(72, 72, 200, 200).fill('#999');
    }
    document.end();
  });
}

/** A file of text. */
export const text = (name: string, content: string, mimeType = 'text/markdown'): PickedFile => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});
