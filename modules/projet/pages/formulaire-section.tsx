import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import type { DefinitionChamp } from '../model.ts';
import type { VueSection } from '../view.ts';

function UnChamp({ d, valeur }: { d: DefinitionChamp & { readonly attendu: boolean }; valeur: string }): JSX.Element {
  const commun = { nom: d.cle, libelle: d.libelle, valeur, facultatif: !d.attendu, ...(d.aide === undefined ? {} : { aide: d.aide }) };
  switch (d.genre) {
    case 'ligne':
      return <Champ {...commun} />;
    case 'courriel':
      return <Champ {...commun} type="email" autocompletion="email" />;
    case 'telephone':
      return <Champ {...commun} type="tel" autocompletion="tel" court />;
    case 'jour':
      return <ChampJour {...commun} />;
    case 'choix':
      return <Choix {...commun} options={d.options ?? []} vide="Pas encore choisi" />;
    case 'lignes':
      return <ZoneTexte {...commun} lignes={Math.min(10, Math.max(3, valeur.split('\n').length + 1))} />;
  }
}

const AIDE_TEXTE = 'Une ligne vide sépare deux paragraphes. Un tiret en début de ligne fait une liste. Deux dièses (##) font un intertitre.';

/** The fields of a section, then its text; without script it is a plain form, with script a draft is kept as one types. */
export function FormulaireSection({ vue, bouton = 'Enregistrer la section' }: { vue: VueSection; bouton?: string }): JSX.Element {
  return (
    <Formulaire action={`${vue.base}/projet/lettre/${vue.cle}`} version={vue.version} erreurs={vue.erreurs} valeurs={vue.saisie} brouillon={vue.brouillon}>
      <input type="hidden" name="montree" value={vue.montree} />
      <p class="mb-5 max-w-texte text-douce">Vous pouvez enregistrer à tout moment : ce qui manque restera signalé dans la lettre.</p>
      {vue.champs.map((d) => (
        <UnChamp key={d.cle} d={d} valeur={vue.valeurs[d.cle] ?? ''} />
      ))}
      {vue.redigee ? (
        <Encadre titre="Ce texte est le vôtre">Il ne change pas quand le territoire ou les réponses ci-dessus changent. Videz-le pour reprendre le texte proposé.</Encadre>
      ) : (
        <Encadre titre="Ce texte est proposé">Il suit le territoire et les réponses ci-dessus. Dès que vous le modifiez, il devient le vôtre et ne change plus tout seul.</Encadre>
      )}
      <ZoneTexte nom="texte" libelle="Texte de la section" aide={AIDE_TEXTE} valeur={vue.texte} lignes={Math.min(26, Math.max(10, Math.ceil(vue.texte.length / 70)))} />
      <p class="flex flex-wrap gap-2">
        <Bouton variante="primaire" icone="check">{bouton}</Bouton>
        <a class="btn btn-ghost text-lien" href={`${vue.base}/projet/lettre#${vue.cle}`}>Revenir à la lettre</a>
      </p>
    </Formulaire>
  );
}
