import type { JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { accord, formaterDateCourte } from '#core/texte.ts';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { ChampJour, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import type { Fonction, Mandat } from '../model.ts';
import { enCours } from '../rules.ts';
import type { Changement } from '../rules-declarations.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueMandats = { readonly base: string; readonly interdit?: boolean; readonly tient: boolean; readonly aujourdhui: Jour; readonly mandats: readonly Mandat[]; readonly declarations: readonly Changement[]; readonly fonctions: readonly Fonction[]; readonly personnes: readonly { readonly personneId: string; readonly nom: string }[]; readonly refus?: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

const Etat = ({ m, vue }: { m: Mandat; vue: VueMandats }): JSX.Element => (enCours(m, vue.aujourdhui) ? <Badge ton="encours">en cours</Badge> : m.debut > vue.aujourdhui ? <Badge ton="attente">à venir</Badge> : <Badge>terminé</Badge>);

/** Who carries what, since when and until when; what has to be told to the préfecture. Nobody is counted against anybody. */
export function PageMandats({ vue }: { vue: VueMandats }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const cours = vue.mandats.filter((m) => enCours(m, vue.aujourdhui));
  const adresse = `${vue.base}/gouvernance/mandats`;
  const vacantes = vue.fonctions.filter((f) => !cours.some((m) => m.fonction === f.nom));
  return (
    <>
      <TitrePage titre="Mandats" phrase={`${accord(cours.length, 'mandat en cours', 'mandats en cours')}${vacantes.length > 0 ? ` ; personne ne tient : ${vacantes.map((f) => f.nom.toLowerCase()).join(', ')}` : ''}.`} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.mandats.length === 0 ? <EtatVide titre="Aucun mandat" icone="users">Les mandats suivent les fonctions que disent vos statuts.</EtatVide> : (
        <Tableau legende="Mandats" lignes={vue.mandats} idLigne={(m) => m.id} colonnes={[
          { cle: 'fonction', titre: 'Fonction', principale: true, cellule: (m) => m.fonction },
          { cle: 'nom', titre: 'Tenue par', cellule: (m) => m.nom },
          { cle: 'debut', titre: 'Depuis', cellule: (m) => formaterDateCourte(m.debut) },
          { cle: 'fin', titre: 'Jusqu’au', cellule: (m) => (m.cesse ? `${formaterDateCourte(m.cesse)} (cessé)` : m.fin ? formaterDateCourte(m.fin) : 'sans terme dit') },
          { cle: 'etat', titre: 'État', cellule: (m) => <Etat m={m} vue={vue} /> },
          ...(vue.tient ? [{ cle: 'geste', titre: 'Geste', geste: true, cellule: (m: Mandat) => (enCours(m, vue.aujourdhui) ? <BoutonGeste petit action={`${adresse}/${m.id}/fin`}>Mettre fin<span class="sr-only"> au mandat {m.fonction} de {m.nom}</span></BoutonGeste> : '') }] : []),
        ]} />
      )}
      {vue.declarations.length > 0 && (
        <Section titre="À déclarer à la préfecture" action={<LienBouton petit href={`${vue.base}/gouvernance/declarations`}>Voir les déclarations</LienBouton>}>
          <ul class="divide-y divide-base-300 border-y border-base-300">{vue.declarations.map((d) => <li key={`${d.objet}/${d.id}`} class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 wrap-anywhere">{d.quoi} <BadgeEcheance echeance={d.echeance} aujourdhui={vue.aujourdhui} /></li>)}</ul>
        </Section>
      )}
      {vue.tient && (
        <Section horsPapier titre="Noter un mandat">
          {vue.fonctions.length === 0 ? <p class="text-douce">Les statuts en vigueur ne disent aucune fonction. <a class="text-lien underline underline-offset-4" href={`${vue.base}/gouvernance/statuts/fonctions`}>Les écrire</a></p> : (
            <Formulaire action={adresse} erreurs={vue.erreurs} valeurs={vue.valeurs}>
              <Choix nom="fonction" libelle="Fonction" vide="Choisir" options={vue.fonctions.map((f) => ({ valeur: f.fonction, libelle: f.nom }))} />
              <Choix nom="personne" libelle="Personne" vide="Choisir" options={vue.personnes.map((p) => ({ valeur: p.personneId, libelle: p.nom }))} />
              <ChampJour nom="debut" libelle="À partir du" />
              <Bouton variante="primaire">Noter le mandat</Bouton>
            </Formulaire>
          )}
        </Section>
      )}
    </>
  );
}
