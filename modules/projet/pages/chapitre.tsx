import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';

export type VueChapitre = {
  readonly base: string;
  readonly cle: string;
  readonly titre: string;
  readonly aide: string;
  readonly version: number;
  readonly texte: string;
  readonly montree: string;
  /** Somebody else has the pen. */
  readonly plume?: string;
  /** Two texts written at once: theirs, the present one, and whether the union below holds both. */
  readonly conflit?: { readonly par: string; readonly avant: string; readonly apres: string; readonly reuni: boolean };
  readonly versions: readonly { readonly id: string; readonly libelle: string; readonly quand: string; readonly avant: string; readonly apres: string }[];
  readonly erreurs: Readonly<Record<string, string>>;
  readonly saisie: Readonly<Record<string, unknown>>;
};

/** One chapter to write, with who else writes it, and every version of it. */
export function PageChapitre({ vue }: { vue: VueChapitre }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.aide} />
      {vue.plume && <Encadre ton="attention" titre={vue.plume}>Vous pouvez écrire quand même : si vos textes se croisent, les deux sont gardés et vous choisirez.</Encadre>}
      {vue.conflit && (
        <Section titre="Deux textes se sont croisés" phrase={`${vue.conflit.par} a enregistré ce chapitre pendant que vous écriviez. Rien n’est perdu.`}>
          <Diff avant={vue.conflit.avant} apres={vue.conflit.apres} />
          <div class="mt-4"><Encadre ton={vue.conflit.reuni ? 'information' : 'attention'} titre={vue.conflit.reuni ? 'Vos deux textes sont réunis ci-dessous' : 'Vous avez changé le même passage'}>{vue.conflit.reuni ? 'Relisez, puis enregistrez.' : 'Votre texte est ci-dessous : reprenez-y ce que vous gardez de l’autre.'}</Encadre></div>
        </Section>
      )}
      <Formulaire action={`${vue.base}/projet/sante/${vue.cle}`} version={vue.version} erreurs={vue.erreurs} valeurs={vue.saisie} brouillon={`sante-${vue.base}-${vue.cle}-${vue.version}`}>
        <input type="hidden" name="montree" value={vue.montree} />
        <ZoneTexte nom="texte" libelle="Texte du chapitre" aide="Une ligne vide sépare deux paragraphes. Un tiret fait une liste. Deux dièses (##) font un intertitre. Vide, le texte proposé revient." valeur={vue.texte} lignes={Math.min(26, Math.max(12, Math.ceil(vue.texte.length / 70)))} />
        <p class="flex flex-wrap gap-2">
          <Bouton variante="primaire" icone="check">Enregistrer le chapitre</Bouton>
          <a class="btn btn-ghost text-lien" href={`${vue.base}/projet/sante#${vue.cle}`}>Revenir au projet</a>
        </p>
      </Formulaire>
      {vue.versions.length > 0 && (
        <Section titre="Les versions" phrase="Chaque enregistrement en fait une. Pour revenir en arrière, copiez le texte voulu.">
          {vue.versions.map((v) => (
            <Depliant key={v.id} titre={`${v.libelle}, ${v.quand}`}><Diff avant={v.avant} apres={v.apres} entier /></Depliant>
          ))}
        </Section>
      )}
    </>
  );
}
