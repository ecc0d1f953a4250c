import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import type { VuePoint } from '../view.ts';

const Nombre = ({ nom, libelle }: { nom: string; libelle: string }): JSX.Element => <Champ nom={nom} libelle={libelle} valeur="0" clavier="numeric" court />;

/** One seat: a number beside each name. Several: packets of like ballots, since a ballot holds several names. */
function Noms({ p, groupe }: { p: VuePoint; groupe: string }): JSX.Element {
  const sieges = p.point.siegesParCollege?.find((x) => x.college === groupe)?.sieges ?? p.point.sieges;
  if (sieges > 1) return <ZoneTexte nom={`bulletins_${groupe}`} libelle={groupe === '' ? 'Bulletins' : `Bulletins du collège ${p.nommer(groupe)}`} lignes={5} facultatif aide={`Un paquet de bulletins semblables par ligne : « 12 ; ${p.candidats.slice(0, 2).join(', ')} », « 2 ; blanc », « 1 ; nul ».`} />;
  return <div class="grid gap-x-4 sm:grid-cols-2">{p.candidats.map((c, i) => <Nombre key={c} nom={`voix-${i}_${groupe}`} libelle={c} />)}<Nombre nom={`voix-blanc_${groupe}`} libelle="Bulletins blancs" /><Nombre nom={`voix-nul_${groupe}`} libelle="Bulletins nuls" /></div>;
}

const MAINS = [['pour', 'Pour'], ['contre', 'Contre'], ['abstention', 'Abstentions'], ['blanc', 'Blancs'], ['nul', 'Nuls']] as const;

/** What is typed to count a vote in the room: by college when the statutes count them apart. */
export function Comptage({ p, preponderante }: { p: VuePoint; preponderante: boolean }): JSX.Element {
  const groupes = p.colleges.length > 0 ? p.colleges : [''];
  const election = p.point.genre === 'election';
  const mains = p.point.forme === 'main_levee' ? MAINS.slice(0, 4) : MAINS;
  return (
    <>
      {p.point.forme === 'distance' ? <p class="mb-4">{accord(p.emarges ?? 0, 'bulletin retiré', 'bulletins retirés')}. Le contenu de l’urne ne se lit qu’au dépouillement.</p> : groupes.map((g) => (
        <fieldset key={g} class="mb-4"><legend class="font-semibold">{g === '' ? 'Voix comptées, procurations comprises' : `Collège ${p.nommer(g)}`}</legend>
          {election ? <Noms p={p} groupe={g} /> : <div class="grid grid-cols-2 gap-x-4 sm:grid-cols-4">{mains.map(([nom, libelle]) => <Nombre key={nom} nom={`${nom}_${g}`} libelle={libelle} />)}</div>}
        </fieldset>
      ))}
      {preponderante && !election && <Choix nom="presidence" libelle="En cas d’égalité, la présidence dit" vide="Rien" facultatif aide="Sa voix est prépondérante : elle ne sert que si les voix sont égales." options={[{ valeur: 'pour', libelle: 'Pour' }, { valeur: 'contre', libelle: 'Contre' }, { valeur: 'abstention', libelle: 'Abstention' }]} />}
    </>
  );
}
