import type { MiddlewareHandler } from 'hono';
import { phraseDelai } from '#core/texte.ts';
import { PageMessage } from '#web/message.tsx';
import { encadrer } from '../cadre.tsx';
import { lireSeance } from '../portes.ts';
import type { C, Env } from '../vue-page.ts';
import { passer, type Porte } from './limites.ts';
import { adresseDe, jetonPresente } from './sessions.ts';

const DOCUMENT = /\.(pdf|docx|xlsx|csv|zip|pptx)$/;

/** What a request costs beyond a page: a document written, the open directory read by a machine, an entry of the demo. */
function porteDe(methode: string, chemin: string): Porte | undefined {
  if (chemin.startsWith('/fhir/')) return 'fhir';
  if (methode === 'POST' && chemin === '/connexion/demo') return 'demo';
  return DOCUMENT.test(chemin) ? 'document' : undefined;
}

/**
 * Documents are counted by session (a whole health centre may share one address), the rest by address. Beyond the limit: 429, when to come
 * back, and a sentence in the form the caller reads.
 */
export const limiterLeDebit: MiddlewareHandler<Env> = async (c, suite) => {
  const porte = porteDe(c.req.method, c.req.path);
  if (!porte) return suite();
  const { services } = c.var;
  const jeton = porte === 'document' ? jetonPresente(c, services.config) : undefined;
  const passage = await passer(services, porte, { ip: jeton ?? adresseDe(c, services.config) });
  return passage.admis ? suite() : refuser(c, porte, passage.attendreSecondes);
};

const TITRES: Partial<Record<Porte, string>> = { document: 'Vous avez demandé beaucoup de documents en peu de temps.', demo: 'Beaucoup d’entrées en peu de temps depuis votre réseau.' };

async function refuser(c: C, porte: Porte, attendreSecondes: number): Promise<Response> {
  c.header('Retry-After', String(attendreSecondes));
  const attente = `Réessayez ${phraseDelai(attendreSecondes)}.`;
  if (porte === 'fhir') {
    const corps = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled', diagnostics: `Trop de demandes depuis cette adresse. ${attente}` }] };
    return c.body(JSON.stringify(corps), 429, { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Access-Control-Allow-Origin': '*' });
  }
  const seance = await lireSeance(c.var.services, jetonPresente(c, c.var.services.config));
  return encadrer(c, seance, {
    titre: 'Patientez un peu',
    statut: 429,
    corps: <PageMessage titre={TITRES[porte] ?? 'Trop de demandes en peu de temps.'} texte={`Rien n’est perdu ni changé. ${attente}`} lien={{ href: '/', libelle: 'Revenir à l’accueil' }} />,
  });
}
