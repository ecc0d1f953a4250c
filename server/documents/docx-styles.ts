import { LineRuleType, type IStylesOptions } from 'docx';

export const COULEURS = { encre: '1D2422', accent: '0F5257', gris: '4D5654', filet: 'B9C4C1', fondAccent: 'E8EFED', attention: 'B26A00', fondAttention: 'FDF3DC', manque: 'FBE9C6' } as const;

/** A face that every Word has, and whose metrics LibreOffice knows (Carlito). */
const POLICE = 'Calibri';

type Titre = { niveau: 1 | 2 | 3; size: number; avant: number; apres: number; color?: string };

const titre = ({ niveau, size, avant, apres, color = COULEURS.accent }: Titre) => ({
  run: { font: POLICE, size, bold: true, color },
  paragraph: { spacing: { before: avant, after: apres }, keepNext: true, keepLines: true, outlineLevel: niveau - 1 },
});

/** Sizes are in half-points, spaces in twentieths of a point. */
export const styles = (): IStylesOptions => ({
  default: {
    document: {
      run: { font: POLICE, size: 22, color: COULEURS.encre, language: { value: 'fr-FR', eastAsia: 'fr-FR', bidirectional: 'fr-FR' } },
      paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { font: POLICE, size: 40, bold: true, color: COULEURS.accent }, paragraph: { spacing: { before: 120, after: 80 } } },
    heading1: titre({ niveau: 1, size: 30, avant: 400, apres: 160 }),
    heading2: titre({ niveau: 2, size: 25, avant: 280, apres: 120 }),
    heading3: titre({ niveau: 3, size: 22, avant: 240, apres: 100, color: COULEURS.encre }),
    caption: { run: { size: 20, bold: true, italics: false, color: COULEURS.encre }, paragraph: { spacing: { before: 200, after: 100 }, keepNext: true } },
  },
  paragraphStyles: [
    { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', quickFormat: true, run: { size: 26, color: COULEURS.gris }, paragraph: { spacing: { after: 240 } } },
    { id: 'Emetteur', name: 'Émetteur', basedOn: 'Normal', quickFormat: true, run: { size: 26, color: COULEURS.accent }, paragraph: { spacing: { after: 40 } } },
    { id: 'Adresse', name: 'Adresse', basedOn: 'Normal', quickFormat: true, run: { size: 21 }, paragraph: { spacing: { after: 0 } } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', quickFormat: true, run: { size: 18, color: COULEURS.gris }, paragraph: { spacing: { after: 100, line: 240, lineRule: LineRuleType.AUTO } } },
    { id: 'Cellule', name: 'Cellule', basedOn: 'Normal', quickFormat: true, run: { size: 20 }, paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } } },
  ],
});
