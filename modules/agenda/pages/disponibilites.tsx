import type { JSX } from 'preact';
import { SaisieContexte } from '#web/contextes.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { MOMENTS } from '../moteur/semaine.ts';

export type VueDisponibilites = {
  readonly base: string;
  /** The half-days that are taken: `1-matin`. */
  readonly prises: readonly string[];
  /** True as long as the person told nothing: what is shown is what is supposed. */
  readonly supposee: boolean;
  readonly consultations: string; readonly conges: string; readonly maxSoirees: string; readonly aDistance: boolean; readonly soirees: number; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>>; readonly refus: string | undefined;
};

const JOURS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'];
const listeDe = (v: unknown): readonly string[] => (Array.isArray(v) ? v.map(String) : typeof v === 'string' ? [v] : []);

/** A half-day: the whole cell is the box, and says in a word what it is. */
const DemiJournee = ({ valeur, nom, prise }: { valeur: string; nom: string; prise: boolean }): JSX.Element => (
  <label class="flex min-h-11 cursor-pointer items-center justify-center rounded-md border border-bord text-sm has-checked:border-primary has-checked:bg-primary has-checked:font-semibold has-checked:text-primary-content has-focus-visible:outline-2 has-focus-visible:outline-offset-2">
    <input class="peer sr-only" type="checkbox" name="prises" value={valeur} checked={prise} />
    <span class="sr-only">{nom} : </span>
    <span class="peer-checked:hidden">libre</span>
    <span class="hidden peer-checked:inline">pris</span>
  </label>
);

/** The week, a tap a half-day. */
const Semaine = ({ prises }: { prises: readonly string[] }): JSX.Element => (
  <SaisieContexte.Consumer>
    {(saisie) => {
      // A form that was sent names its ticked boxes, or none at all.
      const cochees = 'conges' in saisie.valeurs ? listeDe(saisie.valeurs['prises']) : prises;
      return (
        <fieldset class="mb-5 max-w-texte">
          <legend class="mb-1 font-semibold">Quand je ne peux pas</legend>
          <p class="mb-3 text-sm text-douce">Touchez les moments où vous consultez, ou qui ne sont jamais possibles. Le matin va jusqu’à 12 h 30, le midi jusqu’à 14 h, l’après-midi jusqu’à 19 h.</p>
          <table class="w-full table-fixed border-separate border-spacing-1">
            <thead><tr><td class="w-1/4 sm:w-28" />{MOMENTS.map((m) => <th key={m.cle} scope="col" class="p-0 text-center text-sm font-semibold">{m.libelle}</th>)}</tr></thead>
            <tbody>
              {JOURS.map((jour, i) => (
                <tr key={jour}>
                  <th scope="row" class="p-0 text-left font-normal">{jour}</th>
                  {MOMENTS.map((m) => <td key={m.cle} class="p-0"><DemiJournee valeur={`${i + 1}-${m.cle}`} nom={`${jour}, ${m.libelle.toLocaleLowerCase('fr')}`} prise={cochees.includes(`${i + 1}-${m.cle}`)} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </fieldset>
      );
    }}
  </SaisieContexte.Consumer>
);

/** What one tells of one's week, so that nobody proposes a date during consultations. Read by the date engine only. */
export function PageDisponibilites({ vue }: { vue: VueDisponibilites }): JSX.Element {
  return (
    <>
      <TitrePage titre="Mes disponibilités" phrase={`Vous avez donné ${vue.soirees} ${vue.soirees > 1 ? 'soirées' : 'soirée'} cette année. Vos horaires servent à proposer des dates ; personne d’autre ne les lit.`} action={<LienBouton href={`${vue.base}/agenda/calendriers`}>Mes calendriers</LienBouton>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.supposee && <Encadre titre="Vous n’avez encore rien dit">Pour l’instant, Maillage vous suppose en consultation le matin et l’après-midi, du lundi au vendredi. Corrigez, puis gardez.</Encadre>}
      <Formulaire action={`${vue.base}/agenda/moi`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="agenda-disponibilites">
        <Semaine prises={vue.prises} />
        <ZoneTexte nom="conges" libelle="Congés" lignes={3} facultatif aide="Une ligne par période : 20/12/2026 - 03/01/2027" valeur={vue.conges} />
        <Champ nom="soirees" libelle="Soirées au plus, par an" facultatif court clavier="numeric" valeur={vue.maxSoirees} />
        <CaseUnique nom="distance" libelle="Je participe surtout à distance" coche={vue.aDistance} />
        <Depliant titre="Des heures plus précises" ouvert={vue.consultations !== '' || vue.erreurs['consultations'] !== undefined}>
          <ZoneTexte nom="consultations" libelle="Heures où je consulte aussi" lignes={4} facultatif aide="En plus de la grille. Une ligne par plage : lun mar jeu ven 8:30-12:30" valeur={vue.consultations} />
        </Depliant>
        <Bouton variante="primaire">Garder mes disponibilités</Bouton>
      </Formulaire>
    </>
  );
}
