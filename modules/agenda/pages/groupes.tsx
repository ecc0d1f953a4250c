import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';

export type VueGroupes = {
  readonly archives: readonly { readonly nom: string; readonly href: string }[];
  readonly base: string;
  readonly peutOrganiser: boolean;
  readonly personnes: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly groupes: readonly { readonly id: string; readonly nom: string; readonly rythme: string; readonly duree: number; readonly href: string; readonly essentiels: readonly string[]; readonly membres: readonly string[]; readonly noms: string; readonly nouveau: string; readonly series: readonly { readonly libelle: string; readonly href: string }[] }[];
  readonly refus: string | undefined;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

const DUREES = [30, 60, 90, 120, 180, 240].map((m) => ({ valeur: String(m), libelle: m < 60 ? `${m} minutes` : `${Math.floor(m / 60)} h${m % 60 ? ` ${m % 60}` : ''}` }));

type Groupe = VueGroupes['groupes'][number];

const Formule = ({ vue, groupe }: { vue: VueGroupes; groupe?: Groupe }): JSX.Element => (
  <Formulaire action={`${vue.base}/agenda/groupes`} prefixe={`${groupe?.id ?? 'nouveau'}-`} {...(groupe ? {} : { erreurs: vue.erreurs, valeurs: vue.valeurs })}>
    <input type="hidden" name="id" value={groupe?.id ?? ''} />
    <Champ nom="nom" libelle="Nom du groupe" maximum={120} valeur={groupe?.nom} />
    <Champ nom="rythme" libelle="Son rythme" facultatif maximum={300} aide="Par exemple : le deuxième mardi du mois, à midi" valeur={groupe?.rythme} />
    <Choix nom="duree" libelle="Durée habituelle" options={DUREES} valeur={String(groupe?.duree ?? 120)} />
    <CasesChoix nom="membres" libelle="Membres" multiple deuxColonnes options={vue.personnes} {...(groupe ? { valeur: groupe.membres } : {})} />
    <Depliant titre="Indispensables" ouvert={(groupe?.essentiels.length ?? 0) > 0}><CasesChoix nom="essentiels" libelle="Sans qui le groupe ne se réunit pas" facultatif multiple deuxColonnes options={vue.personnes} {...(groupe ? { valeur: groupe.essentiels } : {})} /></Depliant>
    <Bouton {...(groupe ? {} : { variante: 'primaire' as const })}>{groupe ? 'Garder ces changements' : 'Créer le groupe'}</Bouton>
  </Formulaire>
);

/** Working groups: who, their rhythm, and from each the way to a date. */
export function PageGroupes({ vue }: { vue: VueGroupes }): JSX.Element {
  return (
    <>
      <TitrePage titre="Groupes de travail" phrase={vue.groupes.length === 0 ? 'Aucun groupe pour l’instant.' : vue.groupes.length > 1 ? `${vue.groupes.length} groupes, chacun avec ses membres et son rythme.` : '1 groupe, avec ses membres et son rythme.'} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.groupes.length === 0 && <EtatVide titre="Pas encore de groupe" icone="users">Un groupe réunit celles et ceux qui travaillent sur un sujet : les dates se choisissent alors pour eux.</EtatVide>}
      {vue.groupes.map((g) => (
        <Section key={g.id} titre={g.nom} phrase={[g.noms, g.rythme].filter(Boolean).join('. ')} action={<><LienBouton petit href={g.href}>Voir le groupe</LienBouton> {vue.peutOrganiser && <><LienBouton petit href={g.nouveau}>Choisir une date</LienBouton> <LienBouton petit href={`${vue.base}/agenda/series/nouvelle?groupe=${g.id}`}>Programmer une série</LienBouton></>}</>}>
          {g.series.length > 0 && <ul class="mb-3 grid gap-1">{g.series.map((s) => <li key={s.href}><a class="inline-block py-1 text-lien underline underline-offset-4" href={s.href}>{s.libelle}</a></li>)}</ul>}
          {vue.peutOrganiser && <Depliant titre="Modifier ce groupe" id={`modifier-${g.id}`}><Formule vue={vue} groupe={g} /></Depliant>}
        </Section>
      ))}
      {vue.archives.length > 0 && <Section titre="Groupes archivés"><ul class="list-disc pl-5">{vue.archives.map((g) => <li key={g.href}><a class="text-lien underline underline-offset-4" href={g.href}>{g.nom}</a></li>)}</ul></Section>}
      {vue.peutOrganiser && <Section titre="Nouveau groupe"><Formule vue={vue} /></Section>}
    </>
  );
}
