import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { champDeLigne } from '../rules.ts';
import type { VueRedaction } from '../view.ts';

type Props = { readonly vue: VueRedaction; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** What only people can say of the year; all the rest of the file writes itself. */
export function PageRedaction({ vue, erreurs = {}, valeurs }: Props): JSX.Element {
  const retour = `${vue.base}/dialogue/dossier?annee=${vue.annee}`;
  if (vue.cas === 'interdit') return <TitrePage titre="Textes du dossier" phrase="La coordination et le bureau les écrivent." action={<LienBouton href={`${vue.base}/dialogue`}>Revenir au plan</LienBouton>} />;
  return (
    <>
      <TitrePage titre={`Textes de l’année ${vue.annee}`} phrase="Les chiffres, les preuves et les écarts s’écrivent tout seuls. Restent vos mots." />
      <Formulaire action={`${vue.base}/dialogue/redaction`} version={vue.version} erreurs={erreurs} valeurs={valeurs ?? vue.valeurs} brouillon={`dialogue-${vue.annee}`}>
        <input type="hidden" name="annee" value={vue.annee} />
        <ZoneTexte nom="faitsMarquants" libelle="Faits marquants" facultatif lignes={6} maximum={6000} aide="Ce que l’année a changé pour les patients et pour les professionnels. Une ligne vide sépare deux paragraphes." />
        <ZoneTexte nom="difficultes" libelle="Difficultés rencontrées" facultatif lignes={4} maximum={6000} />
        <ZoneTexte nom="propositions" libelle="Propositions pour l’année suivante" facultatif lignes={5} maximum={6000} aide="Les objectifs se renégocient, ils ne s’imposent jamais." />
        {vue.missions.map((m) => (
          <Depliant key={m.titre} titre={`Ligne par ligne : ${m.titre}`} ouvert={m.lignes.some((l) => erreurs[champDeLigne('explication', l.id)] !== undefined || erreurs[champDeLigne('texte', l.id)] !== undefined)}>
            {m.lignes.map((l) => (
              <fieldset key={l.id} class="mb-6">
                <legend class="mb-2 font-semibold">{l.libelle} <span class="block text-sm font-normal text-douce">{l.bref}</span></legend>
                <ZoneTexte nom={champDeLigne('explication', l.id)} libelle="Ce qui explique ce résultat" facultatif lignes={2} maximum={2000} />
                <Choix nom={champDeLigne('proposition', l.id)} libelle="L’an prochain" facultatif vide="Ne rien proposer" options={vue.propositions} />
                <Champ nom={champDeLigne('texte', l.id)} libelle="Ce que vous proposez" facultatif maximum={2000} />
              </fieldset>
            ))}
          </Depliant>
        ))}
        <h2 id="conclusions" class="mt-8 mb-1">Après le dialogue</h2>
        <ChampJour nom="tenuLe" libelle="Tenu le" facultatif />
        <ZoneTexte nom="conclusions" libelle="Ce qui fut conclu" facultatif lignes={5} maximum={6000} />
        <div class="flex flex-wrap gap-3"><Bouton variante="primaire">Enregistrer les textes</Bouton><LienBouton href={retour}>Revenir au dossier</LienBouton></div>
      </Formulaire>
    </>
  );
}
