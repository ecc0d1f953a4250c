import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import type { Jauge, VueAssemblee, VuePoint } from '../view.ts';
import { LectureReservee } from './gouvernance.tsx';

const GRAND = 'text-[clamp(1.75rem,5vw,8rem)] leading-tight';

/** The most that is written large before it would fill the screen. */
const TITRE_COURT = 60;

const Attente = ({ p }: { p: VuePoint }): JSX.Element => (
  <>
    <p class="lisible-de-loin">Vote {p.forme}{p.point.forme === 'distance' ? ` : ${accord(p.emarges ?? 0, 'bulletin retiré', 'bulletins retirés')}` : ''}</p>
    {p.candidats.length > 0 && <p class="lisible-de-loin wrap-anywhere">{p.candidats.join(' · ')}</p>}
  </>
);

const Resultat = ({ p }: { p: VuePoint }): JSX.Element => (
  <>
    <p class={`${GRAND} font-bold`}>{p.issue}</p>
    {p.bilan && <p class="lisible-de-loin wrap-anywhere">{p.bilan}</p>}
  </>
);

function Quorum({ j, seule }: { j: Jauge; seule: boolean }): JSX.Element {
  const [x, s] = [Math.round(j.part * 300), Math.round(j.seuil * 300)];
  return (
    <div>
      <p class="lisible-de-loin flex flex-wrap justify-between gap-x-6"><span>{seule ? 'Quorum' : j.libelle} : {j.atteint ? 'atteint' : 'pas encore'}</span><span class="chiffres">{j.compte} sur {j.total}</span></p>
      <svg class="trace mt-2 block h-[2.5vh] min-h-3 w-full" viewBox="0 0 300 12" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="2" width="300" height="8" fill="var(--color-base-300)" /><rect x="0" y="2" width={x} height="8" fill="var(--color-primary)" /><rect x={Math.min(298, s)} y="0" width="2" height="12" fill="currentColor" /></svg>
    </div>
  );
}

export type CodeDeLaSalle = { readonly taille: number; readonly trace: string };

/** What the room reads from eight metres: the question, the quorum, the result. */
export function PageEcran({ vue, code, interdit }: { vue?: VueAssemblee; code?: CodeDeLaSalle; interdit?: boolean }): JSX.Element {
  if (interdit || !vue) return <LectureReservee />;
  const ouvert = vue.courant?.point.statut === 'ouvert' ? vue.courant : undefined;
  const montre = ouvert ?? vue.points.filter((x) => x.issue).at(-1);
  const titre = montre?.point.titre ?? vue.titre;
  const { jauges, phrase } = vue.quorum;
  return (
    <div class="grid min-h-[calc(100dvh-3rem)] grid-rows-[auto_1fr_auto] gap-6">
      <p class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2"><span class="lisible-de-loin wrap-anywhere text-douce">{montre ? vue.titre : vue.quand}</span><LienBouton petit href={vue.adresse}>Revenir à l’assemblée</LienBouton></p>
      <div class={`grid items-center gap-x-12 gap-y-8 ${code ? 'lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]' : ''}`}>
        <div class="grid gap-6" role="status">
          <h1 class={`${titre.length > TITRE_COURT ? 'lisible-de-loin' : GRAND} wrap-anywhere`}>{titre}</h1>
          {ouvert && <Attente p={ouvert} />}
          {montre && !ouvert && <Resultat p={montre} />}
        </div>
        {code && (
          <figure class="grid justify-items-center gap-3">
            <svg class="w-full max-w-[60vh] bg-white text-black" viewBox={`-4 -4 ${code.taille + 8} ${code.taille + 8}`} role="img" aria-label="Code à scanner pour noter votre présence"><path d={code.trace} fill="currentColor" /></svg>
            <figcaption class="lisible-de-loin text-center">Vous êtes là ? Scannez.</figcaption>
          </figure>
        )}
      </div>
      <div class="grid gap-4">{jauges.length === 0 ? <p class="lisible-de-loin">{phrase}</p> : jauges.map((j) => <Quorum key={j.libelle} j={j} seule={jauges.length === 1} />)}</div>
    </div>
  );
}
