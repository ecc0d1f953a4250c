import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix, CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, ChampHeure, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { CarteDeDate, VueNouveau } from '../view-sondages.ts';

const duree = (m: number): string => (m < 60 ? `${m} minutes` : `${Math.floor(m / 60)} h${m % 60 ? ` ${m % 60}` : ''}`);
export const DUREES = [30, 45, 60, 90, 120, 180, 240];
/** The usual lengths, and the one in use when it is another. */
export const optionsDuree = (presente: number) => [...new Set([...DUREES, presente])].toSorted((a, b) => a - b).map((m) => ({ valeur: String(m), libelle: duree(m) }));
const ZONES = [{ valeur: 'A', libelle: 'Zone A' }, { valeur: 'B', libelle: 'Zone B' }, { valeur: 'C', libelle: 'Zone C' }];
const JOURS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'].map((libelle, i) => ({ valeur: String(i + 1), libelle }));
const FORMATS = [{ valeur: 'les_deux', libelle: 'Sur place ou à distance' }, { valeur: 'sur_place', libelle: 'Tout le monde sur place' }, { valeur: 'a_distance', libelle: 'Tout le monde à distance' }];
const ROLES = [['essentiel', 'Indispensable'], ['informe', 'Pour information'], ['sans', 'Pas invitée']] as const;

/** Whom, one line a person: expected, unless a box says otherwise. */
function Roles({ vue }: { vue: VueNouveau }): JSX.Element {
  return (
    <Depliant titre={`Qui doit être là (${vue.conviees} sur ${vue.personnes.length})`} ouvert={vue.erreursChoix['roles'] !== undefined}>
      <p class="mb-2 max-w-texte text-sm text-douce">Sans coche, la personne est attendue. Une date n’est proposée que si toutes les personnes indispensables peuvent venir.</p>
      {vue.erreursChoix['roles'] && <p class="mb-2 font-semibold text-error">{vue.erreursChoix['roles']}</p>}
      <ul class="divide-y divide-base-300 border-y border-base-300">
        {vue.personnes.map((p) => (
          <li key={p.id} class="flex flex-wrap items-center gap-x-5 gap-y-1 py-1.5">
            <span class="min-w-0 grow basis-48">{p.nom}{p.metier && <span class="block text-sm text-douce">{p.metier}</span>}</span>
            {ROLES.map(([cle, mot]) => (
              <label key={cle} class="flex min-h-9 cursor-pointer items-center gap-2 text-sm"><input class="checkbox" type="checkbox" name={cle} value={p.id} checked={p.role === cle} /><span><span class="sr-only">{p.nom} : </span>{mot}</span></label>
            ))}
          </li>
        ))}
      </ul>
    </Depliant>
  );
}

function Quorum({ vue }: { vue: VueNouveau }): JSX.Element {
  const { choix } = vue;
  return (
    <Depliant titre="Quorum demandé" ouvert={choix.presents > 0 || Object.keys(choix.professions).length + Object.keys(choix.colleges).length > 0}>
      <div class="grid gap-x-5 sm:grid-cols-3">
        <Champ nom="presents" libelle="Personnes présentes, au moins" facultatif court clavier="numeric" valeur={choix.presents || ''} />
        {vue.professions.map((p) => <Champ key={p.valeur} nom={`prof.${p.valeur}`} libelle={`${p.libelle}, au moins`} facultatif court clavier="numeric" valeur={choix.professions[p.valeur] ?? ''} />)}
        {vue.colleges.map((c) => <Champ key={c} nom={`coll.${c}`} libelle={`Collège « ${c} », au moins`} facultatif court clavier="numeric" valeur={choix.colleges[c] ?? ''} />)}
      </div>
    </Depliant>
  );
}

/** What the date must respect, folded as long as nobody asks for more than whom and how long. */
function Exigences({ vue }: { vue: VueNouveau }): JSX.Element {
  const { choix } = vue;
  return (
    <Depliant titre="Ce que la date doit respecter" ouvert={vue.detaille}>
      <div class="grid max-w-4xl gap-x-5 sm:grid-cols-2">
        <ChampJour nom="du" libelle="À partir du" facultatif valeur={vue.fenetre.du} />
        <ChampJour nom="au" libelle="Jusqu’au" facultatif valeur={vue.fenetre.au} />
        <ChampHeure nom="de" libelle="Pas avant" facultatif valeur={choix.de} />
        <ChampHeure nom="a" libelle="Finie avant" facultatif valeur={choix.a} />
        <Choix nom="format" libelle="Où sont les gens" options={FORMATS} valeur={choix.format} />
        <Champ nom="soirees" libelle="Soirées au plus, par personne et par an" facultatif court clavier="numeric" valeur={choix.soirees ?? ''} />
        <Choix nom="vacances" libelle="Pendant les vacances scolaires" options={[{ valeur: 'evitees', libelle: 'Si rien d’autre ne convient' }, { valeur: 'interdites', libelle: 'Jamais' }]} valeur={choix.vacances} />
        {vue.salles.length > 0 && <CaseUnique nom="salle" libelle="Une salle doit être libre" coche={choix.salle} aide={vue.salles.map((s) => `${s.nom} (${accord(s.places, 'place')})`).join(', ')} />}
      </div>
      <CasesChoix nom="jours" libelle="Jours possibles" multiple deuxColonnes options={JOURS} valeur={choix.jours.map(String)} />
      <Quorum vue={vue} />
      {vue.personnes.length > 0 && <Roles vue={vue} />}
      <p class="mb-4 text-sm"><a class="text-lien underline underline-offset-4" href={`${vue.base}/agenda/salles`}>{vue.salles.length === 0 ? 'Indiquer les salles de la CPTS' : 'Modifier les salles'}</a></p>
    </Depliant>
  );
}

/** A date: why it is good, who can come, what it costs to whom; to be asked about, or kept in one tap. */
function Carte({ d, choisie, rang, action }: { d: CarteDeDate; choisie: boolean; rang: number; action: JSX.Element }): JSX.Element {
  return (
    <li class="carte flex flex-col p-5">
      <label class="flex cursor-pointer items-start gap-3"><input class="checkbox mt-1" type="checkbox" name="dates" value={d.valeur} checked={choisie} /><span><span class="text-lg font-semibold">{d.titre}</span>{rang === 0 && <span class="block text-sm font-semibold text-primary">La meilleure</span>}</span></label>
      <DetailDeDate d={d} />
      <div class="mt-3">{action}</div>
    </li>
  );
}

export function DetailDeDate({ d }: { d: CarteDeDate }): JSX.Element {
  return (
    <div class="mt-2 grow text-sm">
      <ul class="grid gap-0.5">{d.pourquoi.map((p) => <li key={p}>{p}</li>)}</ul>
      {d.absents && <p class="mt-1 font-semibold">{d.absents}</p>}
      {d.departage && <p class="mt-1 text-douce">{d.departage}</p>}
      <Depliant titre="Qui peut venir, et ce que cela coûte">
        <p>{d.viennent || 'Personne.'}</p>
        {d.couts.length > 0 && <ul class="mt-2 list-disc pl-5">{d.couts.map((c) => <li key={c}>{c}</li>)}</ul>}
      </Depliant>
    </div>
  );
}

function Dates({ vue }: { vue: VueNouveau }): JSX.Element {
  const choisies = vue.valeurs['dates'];
  const coche = (v: string): boolean => choisies === undefined || (Array.isArray(choisies) ? choisies.includes(v) : choisies === v);
  return (
    <Formulaire action={`${vue.base}/agenda/sondages`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="agenda-sondage">
      <input type="hidden" name="demande" value={vue.demande} />
      <input type="hidden" name="groupe" value={vue.choix.groupe ?? ''} />
      <input type="hidden" name="duree" value={vue.choix.duree} />
      <div class="grid max-w-4xl gap-x-5 sm:grid-cols-2">
        <Champ nom="titre" libelle="Titre de la réunion" valeur={vue.titre} maximum={200} />
        <Champ nom="lieu" libelle="Lieu" facultatif maximum={300} valeur={vue.lieu} />
        <Champ nom="visio" libelle="Lien pour venir à distance" type="url" facultatif maximum={500} />
        <ChampJour nom="cloture" libelle="Réponses jusqu’au" valeur={vue.cloture} />
      </div>
      {vue.dates.length > 0 && (
        <fieldset class="mb-5" id="champ-dates" tabIndex={-1}>
          <legend class="mb-2 font-semibold">Dates à soumettre, ou à fixer tout de suite</legend>
          <ul class="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
            {vue.dates.map((d, i) => <Carte key={d.valeur} d={d} rang={i} choisie={coche(d.valeur)} action={<Bouton petit nom="fixer" valeur={d.valeur} icone="calendar-check">Fixer cette date<span class="sr-only"> : {d.titre}</span></Bouton>} />)}
          </ul>
        </fieldset>
      )}
      <Depliant titre="Ajouter des dates ou des personnes de l’extérieur" ouvert={vue.dates.length === 0 || vue.erreurs['autres'] !== undefined || vue.erreurs['externes'] !== undefined}>
        <ZoneTexte nom="autres" libelle="Autres dates" lignes={3} facultatif aide="Une par ligne : 24/11/2026 19:30" />
        <ZoneTexte nom="externes" libelle="Personnes de l’extérieur" lignes={3} facultatif aide="Une par ligne : Prénom Nom, puis son adresse si vous l’avez. Sans adresse, son lien vous est donné." />
      </Depliant>
      <Bouton variante="primaire">Envoyer le sondage</Bouton>
    </Formulaire>
  );
}

/** One minute: whom, how long; the dates are already chosen, the person corrects, asks, or keeps one at once. */
export function PageNouveau({ vue }: { vue: VueNouveau }): JSX.Element {
  return (
    <>
      <TitrePage titre="Choisir une date" phrase={`${vue.conviees} ${vue.conviees > 1 ? 'personnes seront interrogées' : 'personne sera interrogée'} par courriel ; chacune répond sans se connecter.`} />
      <Formulaire action={`${vue.base}/agenda/nouveau`} methode="get" prefixe="qui-" class="mb-4" erreurs={vue.erreursChoix} valeurs={vue.valeursChoix}>
        <input type="hidden" name="pour" value={vue.choix.groupe ?? 'tous'} />
        <div class="grid max-w-4xl gap-x-5 sm:grid-cols-4">
          <div class="sm:col-span-2"><Choix nom="groupe" libelle="Qui" vide="Toute la CPTS" options={vue.groupes} valeur={vue.choix.groupe ?? ''} /></div>
          <Choix nom="duree" libelle="Combien de temps" options={optionsDuree(vue.choix.duree)} valeur={String(vue.choix.duree)} />
          <Choix nom="zone" libelle="Vacances scolaires" vide="Sans en tenir compte" options={ZONES} valeur={vue.choix.zone ?? ''} />
        </div>
        <Exigences vue={vue} />
        <Bouton>Proposer d’autres dates</Bouton>
      </Formulaire>
      <Section titre="Les dates proposées">
        {vue.refus && <Encadre ton="attention" titre="Aucune date ne convient"><span class="whitespace-pre-line">{vue.refus}</span></Encadre>}
        <Dates vue={vue} />
      </Section>
    </>
  );
}
