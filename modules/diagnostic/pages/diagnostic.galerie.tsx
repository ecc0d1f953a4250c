import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import type { DonneesPaquet } from '#modules/territoire/model.ts';
import { carteDePage } from '#modules/territoire/queries.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { unConstat, unPaysChiffre, unPaysComplet } from '../builders.ts';
import { type Constat, ConstatId } from '../model.ts';
import { diagnostiquer, presenterDiagnostic, teintesDe, type VueDiagnostic } from '../view.ts';
import { PageDiagnostic } from './diagnostic.tsx';

const cadre = { base: '/cpts/essai', nom: 'CPTS d’essai', jour: Jour.parse('2026-11-23'), dessinerCarte: () => '' };

function vueDe(pays: DonneesPaquet, plus: Partial<Pick<VueDiagnostic, 'refus'>> & { readonly constats?: readonly Constat[] } = {}): VueDiagnostic {
  const paquet = creerPaquet(pays);
  const communes = paquet.communes.map((c) => c.code);
  return presenterDiagnostic({ ...cadre, ...plus, peutComposer: true, diagnostic: diagnostiquer(paquet, communes), dessinerCarte: (image, id) => carteDePage(paquet, { communes }, { teintes: teintesDe(image), id }).svg });
}

export const vide = (): JSX.Element => <PageDiagnostic vue={vueDe(unPaysChiffre([{}, {}, {}]))} />;
export const pleine = (): JSX.Element => <PageDiagnostic vue={vueDe(unPaysComplet(24), { constats: [unConstat(), unConstat({ id: ConstatId.parse('0198f000-0000-7000-8000-0000000000d2'), nature: 'force', texte: 'Les médecins se remplacent entre eux.', statut: 'retenue' })] })} />;
export const longue = (): JSX.Element => <PageDiagnostic vue={vueDe(unPaysComplet(120))} />;
export const refusee = (): JSX.Element => <PageDiagnostic vue={vueDe(unPaysComplet(3), { refus: 'Ce tableau n’existe pas, ou ses données ne sont pas encore importées.' })} />;
export const interdite = (): JSX.Element => <PageDiagnostic vue={presenterDiagnostic({ ...cadre, peutComposer: false })} />;
