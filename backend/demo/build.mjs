// Makes the PDF and the DOCX of the demonstration set from their Markdown sources.
// The files it writes are committed: run it again after a change in sources/.
//   node backend/demo/build.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { marked } from 'marked';
import PDFDocument from 'pdfkit';

const AUTHOR = 'Riverside General (invented)';

// Both libraries stamp the present time on what they write; a clock that stands still keeps the bytes the same.
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length ? given : [Date.UTC(2025, 0, 1)]));
  }
};
const FIXED_DATE = new Date();

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The plain text of inline tokens: the sources hold no links and no pictures. */
const plain = (tokens) =>
  tokens.map((token) => (token.tokens ? plain(token.tokens) : (token.text ?? token.raw))).join('');

/** Markdown as a list of headings, paragraphs, lists and tables, in plain text. */
async function blocksOf(source) {
  const blocks = [];
  for (const token of marked.lexer(await readFile(path(`sources/${source}`), 'utf8'))) {
    if (token.type === 'space') continue;
    if (token.type === 'heading') {
      blocks.push({ type: 'heading', depth: token.depth, text: plain(token.tokens) });
    } else if (token.type === 'paragraph') {
      blocks.push({ type: 'paragraph', text: plain(token.tokens) });
    } else if (token.type === 'list') {
      blocks.push({ type: 'list', items: token.items.map((item) => plain(item.tokens)) });
    } else if (token.type === 'table') {
      const cells = (row) => row.map((cell) => plain(cell.tokens));
      blocks.push({ type: 'table', header: cells(token.header), rows: token.rows.map(cells) });
    } else {
      throw new Error(`${source}: a ${token.type} is not known here`);
    }
  }
  return blocks;
}

const titleOf = (blocks) => blocks.find((block) => block.type === 'heading' && block.depth === 1).text;

/** How wide each column is, as a share of 1, by the longest cell in it. */
function shares({ header, rows }) {
  const longest = header.map((_, column) =>
    Math.min(40, Math.max(14, ...[header, ...rows].map((row) => row[column].length))),
  );
  const total = longest.reduce((sum, length) => sum + length, 0);
  return longest.map((length) => length / total);
}

async function makePdf(source, file) {
  const blocks = await blocksOf(source);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 64, bottom: 64, left: 64, right: 64 },
    pdfVersion: '1.7',
    lang: 'en-GB',
    tagged: true,
    displayTitle: true,
    info: { Title: titleOf(blocks), Author: AUTHOR, CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
  });
  const chunks = [];
  doc.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));

  const { left, right, bottom } = doc.page.margins;
  const width = doc.page.width - left - right;
  const floor = doc.page.height - bottom;
  const headings = {
    1: { font: 'Helvetica-Bold', size: 21, leading: 26, above: 0 },
    2: { font: 'Helvetica-Bold', size: 15, leading: 20, above: 14 },
    3: { font: 'Helvetica-Bold', size: 12.5, leading: 16, above: 8 },
  };
  const body = { font: 'Helvetica', size: 10.5, leading: 15 };
  const cell = { font: 'Helvetica', size: 9.5, leading: 13 };
  const cellHead = { ...cell, font: 'Helvetica-Bold' };

  /** Lines broken at spaces only, so "mL/kg/hour" stays whole, and never between a figure and its unit. */
  function linesOf(text, style, room) {
    doc.font(style.font).fontSize(style.size);
    const lines = [''];
    for (const part of text.split(/(?<!(?:^| )\d[\d.,]*) /)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${part}` : part;
      if (!lines.at(-1) || doc.widthOfString(longer) <= room) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
    return lines;
  }

  /** A new page when what comes next would not fit on this one. */
  function keep(height) {
    if (doc.y + height > floor) doc.addPage();
  }

  function write(lines, style, x) {
    for (const line of lines) {
      keep(style.leading);
      const top = doc.y;
      doc.font(style.font).fontSize(style.size).text(line, x, top, { lineBreak: false });
      doc.y = top + style.leading;
    }
  }

  function writeRow(table, texts, columns, isHeader) {
    const cells = texts.map((text, column) => {
      const style = isHeader || column === 0 ? cellHead : cell;
      return { ...columns[column], style, lines: linesOf(text, style, columns[column].width) };
    });
    const height = Math.max(...cells.map(({ lines, style }) => lines.length * style.leading));
    keep(height + 8);
    const top = doc.y + 4;
    const row = doc.struct('TR');
    table.add(row);
    for (const { lines, style, x } of cells) {
      doc.y = top;
      row.add(doc.struct(style === cellHead ? 'TH' : 'TD', () => write(lines, style, x)));
    }
    row.end();
    doc.y = top + height + 1;
    doc.markContent('Artifact', { type: 'Layout' });
    doc.moveTo(left, doc.y).lineTo(left + width, doc.y);
    doc.lineWidth(isHeader ? 1 : 0.5).stroke('#888888');
    doc.endMarkedContent();
  }

  const page = doc.struct('Document');
  doc.addStructure(page);
  blocks.forEach((block, index) => {
    if (block.type === 'heading') {
      const style = headings[block.depth];
      doc.y += style.above;
      keep(style.leading + 4 * body.leading);
      page.add(doc.struct(`H${block.depth}`, () => write(linesOf(block.text, style, width), style, left)));
      doc.y += 3;
    } else if (block.type === 'paragraph') {
      const lines = linesOf(block.text, body, width);
      keep(blocks[index + 1]?.type === 'table' ? lines.length * body.leading + 60 : 2 * body.leading);
      page.add(doc.struct('P', () => write(lines, body, left)));
      doc.y += 6;
    } else if (block.type === 'list') {
      const list = doc.struct('L');
      page.add(list);
      for (const text of block.items) {
        const lines = linesOf(text, body, width - 14);
        keep(lines.length * body.leading);
        const top = doc.y;
        const item = doc.struct('LI');
        list.add(item);
        item.add(doc.struct('Lbl', () => write(['\u2022'], body, left)));
        doc.y = top;
        item.add(doc.struct('LBody', () => write(lines, body, left + 14)));
        item.end();
        doc.y += 2;
      }
      list.end();
      doc.y += 5;
    } else {
      let x = left;
      const columns = shares(block).map((share) => {
        const column = { x, width: share * width - 12 };
        x += share * width;
        return column;
      });
      const table = doc.struct('Table');
      page.add(table);
      writeRow(table, block.header, columns, true);
      for (const cells of block.rows) writeRow(table, cells, columns, false);
      table.end();
      doc.y += 10;
    }
  });
  page.end();
  doc.end();
  await ended;
  await writeFile(path(`documents/${file}`), Buffer.concat(chunks));
}

async function makeDocx(source, file) {
  const blocks = await blocksOf(source);
  const width = 9026; // The text width of an A4 page, in twentieths of a point.
  const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
  const line = { style: BorderStyle.SINGLE, size: 4, color: '999999' };

  const toTable = (block) => {
    const widths = shares(block).map((share) => Math.floor(share * width));
    const toRow = (cells, isHeader) =>
      new TableRow({
        tableHeader: isHeader || undefined, // A written "false" is read as true by mammoth.
        cantSplit: true,
        children: cells.map(
          (text, column) =>
            new TableCell({
              width: { size: widths[column], type: WidthType.DXA },
              margins: { top: 50, bottom: 50, left: 100, right: 100 },
              children: [
                new Paragraph({ children: [new TextRun({ text, bold: isHeader || column === 0 })] }),
              ],
            }),
        ),
      });
    return new Table({
      layout: TableLayoutType.FIXED,
      width: { size: width, type: WidthType.DXA },
      columnWidths: widths,
      borders: {
        top: line,
        bottom: line,
        left: line,
        right: line,
        insideHorizontal: line,
        insideVertical: line,
      },
      rows: [toRow(block.header, true), ...block.rows.map((cells) => toRow(cells, false))],
    });
  };

  const children = blocks.flatMap((block, index) => {
    if (block.type === 'heading') return new Paragraph({ text: block.text, heading: levels[block.depth] });
    if (block.type === 'paragraph') {
      return new Paragraph({
        text: block.text,
        spacing: { after: 140 },
        keepNext: blocks[index + 1]?.type === 'table',
      });
    }
    if (block.type === 'list') {
      return block.items.map(
        (text) =>
          new Paragraph({ text, numbering: { reference: 'bullets', level: 0 }, spacing: { after: 60 } }),
      );
    }
    return toTable(block);
  });

  const heading = (size, before) => ({
    run: { font: 'Arial', size, bold: true, color: '1F2A37' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  const doc = new Document({
    title: titleOf(blocks),
    creator: AUTHOR,
    lastModifiedBy: AUTHOR,
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: 21, language: { value: 'en-GB' } },
          paragraph: { spacing: { line: 288 } },
        },
        heading1: heading(40, 0),
        heading2: heading(29, 320),
        heading3: heading(24, 220),
      },
    },
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '\u2022',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 360, hanging: 260 } } },
            },
          ],
        },
      ],
    },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 } } }, children }],
  });
  await writeFile(path(`documents/${file}`), await Packer.toBuffer(doc));
}

await makePdf('sepsis-first-hour.md', 'sepsis-first-hour.pdf');
await makeDocx('heart-failure-reduced-ejection-fraction.md', 'heart-failure-reduced-ejection-fraction.docx');
