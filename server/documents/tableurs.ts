import { utils, write } from '@e965/xlsx';

const NOMBRE = /^-?\d+([.,]\d+)?$/;
/** A cell that a spreadsheet would run is made text; a negative figure stays a figure. @source OWASP, CSV Injection */
export const celluleSure = (v: string): string => (/^[=+\-@\t\r]/.test(v) && !NOMBRE.test(v) ? `'${v}` : v);

/** A table to take away: CSV that French spreadsheets open as it is (semicolons, UTF-8 with its mark), or XLSX. First row: names of columns. */
export function repondreTableau(table: readonly (readonly string[])[], { nom, feuille, format }: { readonly nom: string; readonly feuille: string; readonly format: 'csv' | 'xlsx' }): Response {
  const sure = table.map((l) => l.map(celluleSure));
  const csv = (): string => `\ufeff${sure.map((l) => l.map((v) => (/[";\r\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)).join(';')).join('\r\n')}\r\n`;
  const xlsx = (): ArrayBuffer => {
    const classeur = utils.book_new();
    utils.book_append_sheet(classeur, utils.aoa_to_sheet(sure), feuille);
    return write(classeur, { type: 'array', bookType: 'xlsx' });
  };
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Response(format === 'csv' ? csv() : xlsx(), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${nom}.${format}"`, 'Cache-Control': 'private, no-store' } });
}
