import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from '../builders.ts';
import { CodeCommune } from '../model.ts';
import { resumer } from '../rules.ts';
import { type DemandeTerritoire, presenterTerritoire, type VueTerritoire } from '../view.ts';
import { PageTerritoire } from './territoire.tsx';

const demande: DemandeTerritoire = { tri: 'nom', sens: 'asc', page: 1, densite: 'confortable' };
const cadre = { base: '/cpts/essai', adresse: '/cpts/essai/territoire', fuseau: 'Europe/Paris', jour: Jour.parse('2026-11-23'), demande };

/** `n` communes on a grid, the last ones in another département. */
function vueDe(n: number, nom: (i: number) => string, plus: Partial<Pick<VueTerritoire, 'peutComposer' | 'refus'>> = {}): VueTerritoire {
  const paquet = creerPaquet(unPays(Array.from({ length: n }, (_, i) => uneCommune({
    code: String(1900 + i).padStart(5, '0'), nom: nom(i), population: 800 + ((i * 7919) % 9000), departement: i > n * 0.9 ? '38' : '01',
    position: { lat: 46 + Math.floor(i / 10) * 0.04, lon: 5 + (i % 10) * 0.06, approximative: i % 3 === 0 },
  }))));
  const siege = CodeCommune.parse('01900');
  const communeDuSiege = paquet.commune(siege);
  const resume = resumer(paquet, { communes: paquet.communes, ...(communeDuSiege && { siege: communeDuSiege }), couvertures: n > 100 ? [{ commune: CodeCommune.parse('01903'), cpts: 'CPTS du Lac' }] : [] });
  const instant = new Date('2026-11-20T10:00:00Z');
  return presenterTerritoire({
    ...cadre, paquet, peutComposer: true, ...plus,
    courant: { territoire: { version: 2, siege, communes: paquet.communes.map((c) => c.code) }, resume },
    versions: [{ version: 2, communes: n, composeLe: instant, composePar: 'Maëlle Riva' }, { version: 1, communes: 3, composeLe: instant }],
  });
}

const vide_ = (peutComposer: boolean): VueTerritoire => presenterTerritoire({ ...cadre, paquet: creerPaquet(unPays([])), peutComposer, versions: [] });

export const vide = (): JSX.Element => <PageTerritoire vue={vide_(true)} />;
export const pleine = (): JSX.Element => <PageTerritoire vue={vueDe(12, (i) => `Valmoulin-${i + 1}`)} />;
export const longue = (): JSX.Element => <PageTerritoire vue={vueDe(800, (i) => `Saint-Barthélemy-de-la-Vallée-des-Trois-Moulins-sur-l’Isle-${i + 1}`)} />;
export const refusee = (): JSX.Element => <PageTerritoire vue={vueDe(12, (i) => `Valmoulin-${i + 1}`, { refus: 'Il n’y a pas de version précédente à reprendre.' })} />;
export const interdite = (): JSX.Element => <PageTerritoire vue={vide_(false)} />;
