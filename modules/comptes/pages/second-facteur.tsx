import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueSecondFacteur } from '../view.ts';

type Refus = { readonly forme: 'confirmer' | 'arreter' | 'codes'; readonly erreurs: Readonly<Record<string, string>> };
type Props = { readonly vue: VueSecondFacteur; /** The instance requires it of one of this person's roles. */ readonly exige?: boolean; readonly refus?: Refus | undefined };

const MARGE = 4;

function Qr({ taille, trace }: { taille: number; trace: string }): JSX.Element {
  return (
    <svg class="size-56 rounded-md" viewBox={`${-MARGE} ${-MARGE} ${taille + 2 * MARGE} ${taille + 2 * MARGE}`} role="img" aria-label="Code QR à lire avec l’application d’authentification" shape-rendering="crispEdges">
      <rect x={-MARGE} y={-MARGE} width={taille + 2 * MARGE} height={taille + 2 * MARGE} fill="#ffffff" />
      <path d={trace} fill="#000000" />
    </svg>
  );
}

const ChampCode = (): JSX.Element => <Champ nom="code" libelle="Code affiché par l’application" clavier="numeric" autocompletion="one-time-code" maximum={12} court />;

function MiseEnPlace({ vue, refus }: { vue: Extract<VueSecondFacteur, { etat: 'a_confirmer' }>; refus?: Refus | undefined }): JSX.Element {
  return (
    <ol class="grid max-w-texte gap-8">
      <li>
        <h2>1. Lisez ce code avec votre application</h2>
        <p class="mt-1 mb-4 text-douce">Google Authenticator, FreeOTP, Aegis, 1Password : toutes conviennent. Sans appareil photo, recopiez la clé.</p>
        <Qr {...vue.qr} />
        <p class="mt-3 text-sm text-douce">Clé à recopier : <span class="chiffres break-words font-mono text-base-content">{vue.secret}</span></p>
      </li>
      <li>
        <h2>2. Recopiez le code affiché</h2>
        <Formulaire action="/compte/second-facteur/confirmation" class="mt-3" erreurs={refus?.erreurs ?? {}}>
          <ChampCode />
          <Bouton variante="primaire">Mettre en service</Bouton>
        </Formulaire>
      </li>
    </ol>
  );
}

function EnService({ refus }: { refus?: Refus | undefined }): JSX.Element {
  const erreurs = (forme: Refus['forme']) => (refus?.forme === forme ? { erreurs: refus.erreurs } : {});
  return (
    <>
      <Section titre="Nouveaux codes de secours" phrase="Dix codes qui remplacent le téléphone, une fois chacun. Les anciens cessent de valoir.">
        <Formulaire action="/compte/second-facteur/codes" prefixe="codes-" {...erreurs('codes')}>
          <ChampCode />
          <Bouton>Créer dix nouveaux codes</Bouton>
        </Formulaire>
      </Section>
      <Section titre="Arrêter" phrase="Votre courriel suffira de nouveau pour entrer.">
        <Formulaire action="/compte/second-facteur/arret" prefixe="arret-" {...erreurs('arreter')}>
          <ChampCode />
          <Bouton variante="danger">Arrêter le second facteur</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}

export function PageReglerSecondFacteur({ vue, refus, exige = false }: Props): JSX.Element {
  const phrase = vue.etat === 'actif' ? 'Il est en service : chaque connexion par courriel demande aussi le code de l’application.' : 'Même si quelqu’un lit vos courriels, il n’entre pas sans votre téléphone.';
  return (
    <>
      <TitrePage titre="Second facteur" phrase={phrase} />
      {exige && (
        <Encadre ton="attention" titre="Votre rôle demande un second facteur">
          <p>L’exploitant de cette instance l’exige. Mettez-le en place ici : cela prend deux minutes, et tout le reste s’ouvre ensuite.</p>
          <p>Si vous avez déjà une clé d’accès, elle en tient lieu, parce que votre appareil vous demande votre empreinte, votre visage ou son code : déconnectez-vous, puis entrez avec elle.</p>
        </Encadre>
      )}
      {refus?.erreurs[''] && vue.etat === 'absent' && <Encadre ton="refus">{refus.erreurs['']}</Encadre>}
      {vue.etat === 'absent' && <BoutonGeste action="/compte/second-facteur" variante="primaire">Commencer</BoutonGeste>}
      {vue.etat === 'a_confirmer' && <MiseEnPlace vue={vue} refus={refus} />}
      {vue.etat === 'actif' && <EnService refus={refus} />}
      {exige ? <div class="mt-10"><BoutonGeste action="/deconnexion" icone="log-out">Se déconnecter</BoutonGeste></div> : <p class="mt-10"><a class="lien" href="/compte">Revenir à mon compte</a></p>}
    </>
  );
}

/** Shown for five minutes after they are drawn, then never again. */
export function PageCodesDeSecours({ codes }: { codes: readonly string[] }): JSX.Element {
  return (
    <>
      <TitrePage titre="Vos codes de secours" phrase="Si vous perdez votre téléphone, chacun ouvre une fois. Imprimez cette page ou recopiez-la : elle ne reviendra pas." />
      {codes.length === 0 ? (
        <Encadre ton="attention" titre="Ces codes ne s’affichent plus">
          <p>Vous pouvez en créer dix autres depuis le réglage du second facteur.</p>
        </Encadre>
      ) : (
        <ul class="carte grid max-w-md gap-x-8 gap-y-2 px-6 py-5 sm:grid-cols-2">
          {codes.map((code) => <li key={code} class="chiffres font-mono">{code}</li>)}
        </ul>
      )}
      <p class="hors-papier mt-8"><LienBouton href="/compte" variante="primaire">J’ai gardé mes codes</LienBouton></p>
    </>
  );
}
