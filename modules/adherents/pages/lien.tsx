import type { ComponentChildren, JSX } from 'preact';
import { blocsDuTexte } from '#core/document.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { TexteVue, VueLien } from '../view-public.ts';
import { ChoixEngagement } from './candidature.tsx';
import { ChampsIdentite } from './champs-identite.tsx';

type Props = { readonly vue: VueLien; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

const Geste = ({ vue, vers, children }: { vue: VueLien; vers: string; children: ComponentChildren }): JSX.Element => (
  <Formulaire action={`/adhesion/${vers}`} class="inline-flex">
    <input type="hidden" name="lien" value={vue.lien} />
    <Bouton variante="danger">{children}</Bouton>
  </Formulaire>
);

/** The texts to read, folded when long, and the one button that accepts those shown. `champs` names who accepts when it is not the session. */
export const TextesALire = ({ textes, action, champs = {} }: { textes: readonly TexteVue[]; action: string; champs?: Readonly<Record<string, string>> }): JSX.Element => (
  <Section titre="À lire et accepter" phrase="La version que vous acceptez est gardée, avec la date et son empreinte.">
    {textes.map((t) => (
      <Depliant key={t.empreinte} titre={`${t.genre}, version ${t.numero} : ${t.titre}`} ouvert={t.court}>
        <Blocs blocs={blocsDuTexte(t.texte)} niveau={3} />
        <p class="text-sm text-douce break-all">Publiée le {t.publieLe}. Empreinte SHA-256 : {t.empreinte}</p>
      </Depliant>
    ))}
    <Formulaire action={action}>
      {Object.entries(champs).map(([nom, valeur]) => <input key={nom} type="hidden" name={nom} value={valeur} />)}
      {textes.map((t) => <input key={t.empreinte} type="hidden" name="empreintes" value={t.empreinte} />)}
      <Bouton variante="primaire" icone="check">{textes.length > 1 ? 'J’ai lu et j’accepte ces textes' : 'J’ai lu et j’accepte ce texte'}</Bouton>
    </Formulaire>
  </Section>
);

const Completer = ({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element => (
  <Section titre="Dire oui" phrase="Corrigez ce qui est déjà rempli.">
    <Formulaire action="/adhesion/reponse" erreurs={erreurs} valeurs={valeurs}>
      <input type="hidden" name="lien" value={vue.lien} />
      <ChampsIdentite professions={vue.professions} valeurs={vue.valeurs} />
      <ChoixEngagement />
      <ZoneTexte nom="message" libelle="Un mot pour la coordination" facultatif lignes={3} maximum={2000} />
      <Bouton variante="primaire" icone="send">Envoyer ma demande</Bouton>
    </Formulaire>
  </Section>
);

const Retirer = ({ vue }: Props): JSX.Element => (
  <Section titre={vue.aCompleter ? 'Dire non' : 'Changer d’avis'} phrase="Vos coordonnées sont effacées tout de suite, et nous ne vous écrirons plus.">
    <Geste vue={vue} vers="retrait">{vue.aCompleter ? 'Non merci, tout effacer' : 'Retirer ma demande'}</Geste>
  </Section>
);

const Suivre = ({ vue }: Props): JSX.Element => (
  <>
    {vue.textes.length > 0 && <TextesALire textes={vue.textes} action="/adhesion/textes" champs={{ lien: vue.lien }} />}
    {vue.acceptes.length > 0 && <Section titre="Ce que vous avez accepté"><ul class="list-disc pl-6">{vue.acceptes.map((a) => <li key={a}>{a}</li>)}</ul></Section>}
    {vue.fiche.length > 0 && <Section titre="Ce que la CPTS sait de vous"><ListeCle lignes={vue.fiche.map((l) => ({ cle: l.cle, valeur: <span class="wrap-anywhere">{l.valeur}</span> }))} /></Section>}
  </>
);

/** One's own membership, opened by the link of a letter, without signing in. */
export function PageLien(p: Props): JSX.Element {
  const { vue, erreurs = {} } = p;
  if (vue.ferme !== undefined) return <PageMessage titre="Ce lien ne s’ouvre pas" texte={vue.ferme} lien={{ href: '/', libelle: 'Aller à l’accueil' }} />;
  return (
    <div class="mx-auto max-w-[44rem] py-4">
      <TitrePage titre={vue.titre} phrase={vue.phrase} {...(vue.membre ? { action: <LienBouton href={`/cpts/${vue.slug}/reseau/moi`}>Ouvrir mon espace</LienBouton> } : {})} />
      {erreurs[''] && <Encadre ton="refus" titre="Rien n’a été changé">{erreurs['']}</Encadre>}
      {vue.renouveler && (
        <Encadre ton="attention" titre={`Restez-vous membre en ${vue.renouveler.annee} ?`}>
          <p class="mb-3">{vue.renouveler.phrase}</p>
          <Formulaire action="/adhesion/renouvellement"><input type="hidden" name="lien" value={vue.lien} /><input type="hidden" name="annee" value={String(vue.renouveler.annee)} /><Bouton variante="primaire" icone="check">Je reste membre en {vue.renouveler.annee}</Bouton></Formulaire>
        </Encadre>
      )}
      {vue.aCompleter ? <Completer {...p} /> : <Suivre {...p} />}
      {vue.peutRetirer && <Retirer {...p} />}
    </div>
  );
}
