import type { DocumentRedige } from '#core/document.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { page, refus } from '#server/pages.tsx';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { PageMessage } from '#web/message.tsx';
import { LectureReservee } from './pages/gouvernance.tsx';
import { peutVoirGouvernance } from './permissions.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];

export const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre, actif: 'gouvernance', sujets: ['gouvernance', 'assemblee'],
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Gouvernance', ...(suite.length > 0 ? { href: `${ctx.base}/gouvernance` } : {}) }, ...suite],
});

export const reservee = (ctx: ContextePage): VuePage => refus('interdit', { ...cadre(ctx, 'Gouvernance'), corps: <LectureReservee /> });
export const introuvable = (ctx: ContextePage, titre: string): VuePage => refus('inconnu', { ...cadre(ctx, titre), corps: <PageMessage titre={titre} texte="Elle a peut-être été retirée, ou l’adresse mal recopiée." lien={{ href: `${ctx.base}/gouvernance`, libelle: 'Revenir à la gouvernance' }} /> });

/** A page of members; the others learn why not. */
export const enLecture = (c: C, faire: (ctx: ContextePage) => Promise<Reponse>): Promise<Response> => page(c, async (ctx) => (peutVoirGouvernance(ctx.qui) ? faire(ctx) : reservee(ctx)));

const TYPES = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const;

export async function telecharger(doc: DocumentRedige, format: 'docx' | 'pdf', nom: string): Promise<Response> {
  const octets = format === 'docx' ? await ecrireDocx(doc) : await ecrirePdf(doc);
  return new Response(new Uint8Array(octets), { headers: { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${nom}.${format}"`, 'Cache-Control': 'private, no-store' } });
}
