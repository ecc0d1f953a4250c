import type { JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, typographier as t } from '#core/texte.ts';
import { BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Changement } from '../rules-declarations.ts';
import { LectureReservee } from './gouvernance.tsx';

export type Declare = Changement & { readonly numero?: string; readonly recepisse?: string };
export type VueDeclarations = {
  readonly base: string;
  readonly interdit?: boolean;
  readonly tient: boolean;
  readonly aujourdhui: Jour;
  readonly changements: readonly Declare[];
  /** The change whose form was refused: `objet/id`. */
  readonly cible?: string;
  readonly refus?: string;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

function ADeclarer({ c, vue, ouvert }: { c: Declare; vue: VueDeclarations; ouvert: boolean }): JSX.Element {
  const action = `${vue.base}/gouvernance/declarations/${c.objet}/${c.id}`;
  const reprise = vue.cible === `${c.objet}/${c.id}`;
  return (
    <li class="carte p-5">
      <p class="flex flex-wrap items-center gap-3"><span class="font-semibold wrap-anywhere">{c.quoi}</span> <BadgeEcheance echeance={c.echeance} aujourdhui={vue.aujourdhui} /></p>
      <p class="mt-1 text-sm text-douce">Depuis le {formaterDate(c.le)} ; à déclarer avant le {formaterDate(c.echeance)}.</p>
      {vue.tient && (
        <div class="hors-papier"><Depliant titre={<>C’est déclaré<span class="sr-only"> : {c.quoi}</span></>} ouvert={reprise || ouvert}>
          <Formulaire action={action} fichiers prefixe={`${c.objet}-${c.id}-`} erreurs={reprise ? vue.erreurs : {}} valeurs={reprise ? vue.valeurs : { le: vue.aujourdhui }}>
            <ChampJour nom="le" libelle="Déclaré le" />
            <Champ nom="numero" libelle="Numéro du récépissé" facultatif maximum={120} />
            <DepotFichier nom="recepisse" libelle="Le récépissé" facultatif accepte="application/pdf,image/*" aide="PDF ou photo, 20 Mo au plus." />
            <Bouton variante="primaire">Noter la déclaration</Bouton>
          </Formulaire>
        </Depliant></div>
      )}
    </li>
  );
}

const Faite = ({ c, vue }: { c: Declare; vue: VueDeclarations }): JSX.Element => (
  <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
    <span class="min-w-0 grow basis-64 wrap-anywhere">{c.quoi}<span class="block text-sm text-douce">{t(`déclaré le ${formaterDate(c.declareLe ?? c.le)}${c.declareLe !== undefined && c.declareLe > c.echeance ? ', après le terme' : ''}${c.numero === undefined ? '' : ` ; récépissé ${c.numero}`}`)}</span></span>
    <span class="hors-papier flex flex-wrap items-center gap-3">{c.recepisse && <a class="text-lien underline underline-offset-4" href={c.recepisse} data-turbo="false">Lire le récépissé<span class="sr-only"> : {c.quoi}</span></a>}{vue.tient && <BoutonGeste petit variante="discret" action={`${vue.base}/gouvernance/declarations/${c.objet}/${c.id}/reprise`}>Reprendre<span class="sr-only"> : {c.quoi}</span></BoutonGeste>}</span>
  </li>
);

/** What the préfecture must be told, until when, and what it was told, with its receipts. */
export function PageDeclarations({ vue }: { vue: VueDeclarations }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const [dus, faits] = [vue.changements.filter((c) => c.declareLe === undefined), vue.changements.filter((c) => c.declareLe !== undefined)];
  const retard = dus.filter((c) => c.echeance < vue.aujourdhui).length;
  const phrase = dus.length === 0 ? 'Tout ce qui est noté ici est déclaré.' : `${accord(dus.length, 'changement')} à déclarer${retard > 0 ? `, dont ${retard} après le terme` : `, le premier avant le ${formaterDate(dus[0]?.echeance ?? vue.aujourdhui)}`}.`;
  return (
    <>
      <TitrePage titre="Déclarations à la préfecture" phrase={t(phrase)} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Encadre ton="regle" titre="Dans les trois mois" source="Loi du 1er juillet 1901, article 5 ; décret du 16 août 1901, article 3.">Une association déclare qui prend ou quitte une fonction de direction, et toute modification de ses statuts. Avant d’être déclaré, un changement ne vaut pas pour les tiers : la banque, l’ARS, la caisse. La déclaration se fait au greffe des associations ou en ligne, avec la décision et, pour les statuts, leur texte à jour.</Encadre>
      <Section titre="À déclarer">
        {dus.length === 0 ? <EtatVide titre="Rien à déclarer" icone="check">Les mandats notés et les statuts adoptés paraîtront ici, avec leur terme.</EtatVide> : <ul class="grid gap-4">{dus.map((c, i) => <ADeclarer key={`${c.objet}/${c.id}`} c={c} vue={vue} ouvert={i === 0 && dus.length === 1} />)}</ul>}
      </Section>
      {faits.length > 0 && <Section titre="Déclaré"><ul class="divide-y divide-base-300 border-y border-base-300">{faits.toReversed().map((c) => <Faite key={`${c.objet}/${c.id}`} c={c} vue={vue} />)}</ul></Section>}
    </>
  );
}
