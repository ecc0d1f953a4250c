import type { JSX } from 'preact';
import type { Bloc } from '#core/document.ts';
import { accord } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { ChampJour } from '#web/composants/champ.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleTexte } from '../labels.ts';
import type { Faute, Manque, StatutTexte } from '../model.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueStatuts = {
  readonly base: string;
  readonly interdit?: boolean;
  readonly ecrit: boolean;
  readonly numero: number;
  readonly statut?: StatutTexte;
  readonly clauses: readonly { readonly cle: string; readonly titre: string; readonly manques: readonly Manque[]; readonly posees: number }[];
  readonly fautes: readonly Faute[];
  readonly blocs: readonly Bloc[];
  readonly versions: readonly { readonly numero: number; readonly statut: StatutTexte; readonly quand: string; readonly par: string }[];
  readonly comparaison?: { readonly avec: number; readonly avant: string; readonly apres: string };
  readonly refus?: string;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

const phraseDe = (v: VueStatuts, manques: number): string =>
  v.fautes.length > 0 ? `${accord(v.fautes.length, 'clause ne tient pas', 'clauses ne tiennent pas')} : voyez pourquoi.` : manques > 0 ? `Il reste ${accord(manques, 'règle à dire', 'règles à dire')}. Rien n’est supposé à votre place.` : 'Tout est dit, et tout se tient.';

/** The statutes as they read, clause by clause: what is said, what is missing, what cannot stand. */
export function PageStatuts({ vue }: { vue: VueStatuts }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const manques = vue.clauses.reduce((n, c) => n + c.manques.length, 0);
  const lien = (s: string): string => `${vue.base}/gouvernance/statuts${s}`;
  const suivante = vue.clauses.find((c) => c.manques.length > 0);
  return (
    <>
      <TitrePage titre="Statuts" phrase={phraseDe(vue, manques)} action={<>{vue.ecrit && suivante && <LienBouton variante="primaire" href={lien(`/${suivante.cle}`)}>Continuer : {suivante.titre}</LienBouton>}<LienBouton href={lien('.docx')} telechargement>Word</LienBouton><LienBouton href={lien('.pdf')} telechargement>PDF</LienBouton></>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.fautes.map((f) => <Encadre key={`${f.clause}${f.code}${f.raison}`} ton="attention" titre={vue.clauses.find((c) => c.cle === f.clause)?.titre ?? 'Clause'}>{f.raison}</Encadre>)}
      <Section horsPapier titre="Clauses">
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {vue.clauses.map((c) => (
            <li key={c.cle} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
              <a class="font-semibold text-lien underline underline-offset-4" href={lien(`/${c.cle}`)}>{c.titre}</a>
              {c.manques.length === 0 ? <Badge ton="reussi">dite</Badge> : <Badge ton="attente">{c.manques.length} sur {c.posees} à dire</Badge>}
            </li>
          ))}
        </ul>
        {vue.ecrit && vue.statut === 'brouillon' && (
          <div class="mt-6"><Encadre ton="regle" titre="Mettre en vigueur">Quand vos membres ont voté cette version, notez-le ici : les prochaines assemblées se compteront d’après elle.</Encadre><Formulaire action={lien('/adoption')} erreurs={vue.erreurs} valeurs={vue.valeurs}><input type="hidden" name="numero" value={String(vue.numero)} /><ChampJour nom="adoptee" libelle="Jour du vote" /><Bouton>Noter l’adoption de la version {vue.numero}</Bouton></Formulaire></div>
        )}
      </Section>
      {vue.comparaison && <Section titre={`Ce qui change depuis la version ${vue.comparaison.avec}`}><Diff avant={vue.comparaison.avant} apres={vue.comparaison.apres} /></Section>}
      <Section titre="Le texte"><Depliant titre="Lire les statuts" ouvert={manques === 0}><Blocs blocs={vue.blocs} /></Depliant></Section>
      {vue.versions.length > 0 && (
        <Section titre="Versions">
          <ol class="divide-y divide-base-300 border-y border-base-300">{vue.versions.map((v) => <li key={v.numero} class="flex flex-wrap items-center justify-between gap-3 py-2"><span class="wrap-anywhere">Version {v.numero} <Badge ton={v.statut === 'en_vigueur' ? 'reussi' : 'neutre'} icone={false}>{libelleTexte[v.statut]}</Badge> <span class="block text-sm text-douce">{v.quand}, par {v.par}</span></span>{v.numero !== vue.numero && <LienBouton petit href={lien(`?avec=${v.numero}`)}>Comparer<span class="sr-only"> avec la version {v.numero}</span></LienBouton>}</li>)}</ol>
        </Section>
      )}
    </>
  );
}
