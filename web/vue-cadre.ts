import type { NomIcone } from './icones.ts';

export type Ton = 'succes' | 'information' | 'attention' | 'refus';

/** A message of the frame. `annuler` posts back what undoes the gesture just made. */
export type MessageCadre = { readonly ton: Ton; readonly texte: string; readonly annuler?: { readonly action: string; readonly libelle?: string } };

export type EntreeNavigation = { readonly cle: string; readonly libelle: string; readonly href: string; readonly icone: NomIcone };

/** URLs of the built files, read from the manifest once at start-up (see manifeste.ts). */
export type ActifsClient = { readonly css: readonly string[]; readonly js: readonly string[]; readonly polices?: readonly string[]; readonly favicon?: string };

/** All that the frame shows around a page. Everything comes from the server: the frame decides nothing. */
export type VueCadre = {
  readonly titre: string;
  /** Key of the navigation entry that holds this page. */
  readonly actif?: string;
  readonly chemin?: readonly { readonly libelle: string; readonly href?: string }[];
  readonly cpts?: { readonly id: string; readonly nom: string; readonly slug: string; readonly demo: boolean };
  readonly autresCpts: readonly { readonly nom: string; readonly slug: string }[];
  /** Stands for the person in the browser's own storage; says nothing of them. */
  readonly lecteur?: string;
  readonly personne?: { readonly nom: string; readonly initiales: string };
  readonly navigation: readonly EntreeNavigation[];
  /** A page that a room looks at: nothing around it. */
  readonly plein?: boolean;
  /** CSRF token, repeated by every form. */
  readonly jeton: string;
  readonly messages: readonly MessageCadre[];
  readonly actifsClient: ActifsClient;
  readonly theme?: 'clair' | 'sombre';
  /** Live-refresh topics of this page. */
  readonly sujets?: readonly string[];
  /** On the server's clock (ms): this page shows all that was written before. */
  readonly instant?: number;
};
