import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueImport } from '../view-valeurs.ts';

/** A spreadsheet read over: which columns, which line each row is, what would be noted. */
export function PageImportReleves({ vue }: { vue: VueImport }): JSX.Element {
  const retour = `${vue.base}/dialogue/valeurs`;
  if (vue.cas === 'inconnu') return <TitrePage titre="Ce fichier n’est plus à relire." phrase="Il a été importé, abandonné, ou n’a jamais été déposé ici." action={<LienBouton href={retour}>Revenir aux indicateurs</LienBouton>} />;
  const adresse = `${retour}/${vue.id}`;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Section titre="Les colonnes">
        <Formulaire methode="get" action={adresse} valeurs={vue.colonnes} prefixe="colonnes-">
          <div class="grid gap-x-4 sm:grid-cols-2"><Choix nom="libelle" libelle="Colonne des noms" options={vue.titres} /><Choix nom="valeur" libelle="Colonne des valeurs" options={vue.titres} /></div>
          <Bouton>Relire avec ces colonnes</Bouton>
        </Formulaire>
      </Section>
      <Section titre="Les lignes">
        {vue.rangees.length === 0 ? <p class="text-douce">Cette colonne ne nomme rien : choisissez-en une autre.</p> : (
          <Formulaire action={adresse}>
            <input type="hidden" name="libelle" value={vue.colonnes.libelle} />
            <input type="hidden" name="valeur" value={vue.colonnes.valeur} />
            <ul class="mb-5 divide-y divide-base-300 border-y border-base-300">
              {vue.rangees.map((r) => (
                <li key={r.rang} class="grid items-center gap-x-6 gap-y-2 py-3 sm:grid-cols-[1fr_1fr]">
                  <span class="min-w-0 break-words"><span class="font-semibold">{r.nom}</span><span class={`chiffres block text-sm ${r.souci ? 'text-du-texte' : 'text-douce'}`}>{r.lu}</span></span>
                  <label>
                    <span class="sr-only">Ligne du contrat pour {r.nom}</span>
                    <select class="select" name={`l:${r.rang}`}>
                      <option value="">Ne pas importer</option>
                      {vue.lignes.map((l) => <option key={l.valeur} value={l.valeur} selected={l.valeur === r.ligne}>{l.libelle}</option>)}
                    </select>
                  </label>
                </li>
              ))}
            </ul>
            <Bouton variante="primaire">Noter ces valeurs</Bouton>
          </Formulaire>
        )}
        <div class="mt-4"><BoutonGeste action={`${adresse}/abandon`} variante="discret">Abandonner ce fichier</BoutonGeste></div>
      </Section>
    </>
  );
}
