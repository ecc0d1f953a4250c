import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RoleBase } from '#db/connexion.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { LOCAL_MAX } from './liens/adresse-reponse.ts';

const unEntier = (min: number, max: number) => {
  const phrase = `écrivez un nombre entier de ${min} à ${max}.`;
  return z.coerce.number(phrase).int(phrase).min(min, phrase).max(max, phrase);
};
const unChoix = <T extends string>(...choix: readonly [T, ...T[]]) => z.enum(choix, `écrivez ${choix.join(' ou ')}.`);
const uneAdresse = (exemple: string) => z.url(`écrivez une adresse entière, par exemple ${exemple}.`);
const uneBase = () => z.string().regex(/^(postgres(ql)?|socket):/, 'écrivez l’adresse d’un serveur PostgreSQL, par exemple postgres://maillage@localhost/maillage.');
const unFournisseur = () => uneAdresse('https://auth.exemple.fr/.well-known/openid-configuration');

const Environnement = z.object({
  NODE_ENV: unChoix('development', 'production', 'test').default('development'),
  PORT: unEntier(0, 65_535).default(3000),
  HOTE: z.string().default('127.0.0.1'),
  MAILLAGE_URL: uneAdresse('https://maillage.exemple.fr').optional(),
  MAILLAGE_SECRET: z.string().min(32, 'il doit compter au moins 32 caractères.').optional(),
  MAILLAGE_MODE: unChoix('demo', 'production').default('demo'),
  MAILLAGE_DONNEES: z.string().optional(),
  MAILLAGE_CONNEXIONS: unEntier(2, 200).default(10),
  DATABASE_URL: uneBase().optional(),
  DATABASE_URL_APP: uneBase().optional(),
  DATABASE_URL_COMPTES: uneBase().optional(),
  DATABASE_URL_TACHES: uneBase().optional(),
  DATABASE_URL_ARCHIVISTE: uneBase().optional(),
  DATABASE_URL_DONNEES: uneBase().optional(),
  SMTP_URL: z.string().optional(),
  MAILLAGE_COURRIEL: unChoix('smtp', 'aucun').default('smtp'),
  IMAP_URL: z.string().regex(/^imaps?:\/\/[^\s@/]+@[^\s]+$/, 'écrivez imaps://utilisateur:secret@serveur:993/INBOX.').refine((u) => URL.canParse(u), 'cette adresse n’est pas lisible.').optional(),
  COURRIEL_REPONSES: z.email('COURRIEL_REPONSES est l’adresse de la boîte que IMAP_URL relève.').refine((a) => a.lastIndexOf('@') <= LOCAL_MAX, `ce qui précède l’arobase tient en ${LOCAL_MAX} caractères : une signature s’y ajoute.`).optional(),
  COURRIEL_EXPEDITEUR: z.string().default('Maillage <ne-pas-repondre@maillage.invalid>'),
  PSC_DECOUVERTE: unFournisseur().optional(),
  PSC_CLIENT: z.string().optional(),
  PSC_SECRET: z.string().optional(),
  PROCONNECT_DECOUVERTE: unFournisseur().optional(),
  PROCONNECT_CLIENT: z.string().optional(),
  PROCONNECT_SECRET: z.string().optional(),
  MAILLAGE_MANDATAIRES: unEntier(0, 10).default(0),
  HDS_HEBERGEUR: z.string().optional(),
  MAILLAGE_EXTRACTIONS: z.string().optional(),
  MAILLAGE_SOURCES: z.url('MAILLAGE_SOURCES est l’adresse du code source de cette instance.').optional(),
  MAILLAGE_CONTACT: z.email('MAILLAGE_CONTACT est l’adresse électronique de l’exploitant.').optional(),
});

/** An OpenID Connect provider: where it describes itself, and who we are to it. */
export type FournisseurIdentite = { readonly decouverte: string; readonly client: string; readonly secret: string };

export type Configuration = {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly hote: string;
  readonly url: string;
  readonly secret: string;
  readonly connexions: number;
  readonly donnees: string | undefined;
  readonly databaseUrl: string | undefined;
  /** Logins that an administrator of the database prepared; those that are missing are made at start. */
  readonly acces: Readonly<Partial<Record<RoleBase, string>>>;
  readonly smtpUrl: string | undefined;
  readonly expediteur: string;
  /** The mailbox where answers to invitations come back, and its address, to which a signature is added. */
  readonly reponses: { readonly imapUrl: string; readonly adresse: string } | undefined;
  readonly psc: FournisseurIdentite | undefined;
  readonly proconnect: FournisseurIdentite | undefined;
  /** Reverse proxies in front of us, each of which adds the address it saw to X-Forwarded-For. */
  readonly mandataires: number;
  readonly hebergeurHds: string | undefined;
  /** Folder of the machine where the operator puts national extracts; the only one that the pages read from. */
  readonly extractions: string;
  /** Where the source code of this instance is offered, as its licence demands. */
  readonly sources: string | undefined;
  readonly contact: string | undefined;
};

/** A secret made once and kept beside the data, so that sessions survive a restart. In production it is given. */
function secretLocal(): string {
  const fichier = join(dossierDonnees(), 'secret');
  if (!existsSync(fichier)) {
    mkdirSync(dossierDonnees(), { recursive: true });
    writeFileSync(fichier, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(fichier, 'utf8').trim();
}

const fournisseur = (decouverte?: string, client?: string, secret?: string): FournisseurIdentite | undefined => (decouverte && client && secret ? { decouverte, client, secret } : undefined);

const accesDonnes = (e: z.infer<typeof Environnement>): Partial<Record<RoleBase, string>> => ({
  ...(e.DATABASE_URL_APP ? { maillage_app: e.DATABASE_URL_APP } : {}),
  ...(e.DATABASE_URL_COMPTES ? { maillage_comptes: e.DATABASE_URL_COMPTES } : {}),
  ...(e.DATABASE_URL_TACHES ? { maillage_taches: e.DATABASE_URL_TACHES } : {}),
  ...(e.DATABASE_URL_ARCHIVISTE ? { maillage_archiviste: e.DATABASE_URL_ARCHIVISTE } : {}),
  ...(e.DATABASE_URL_DONNEES ? { maillage_donnees: e.DATABASE_URL_DONNEES } : {}),
});

/** Reads the environment once, at start. Throws a French sentence naming the first variable that is wrong. */
export function lireConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const lu = Environnement.safeParse(env);
  if (!lu.success) {
    const premier = lu.error.issues[0];
    throw new Error(`Configuration : ${String(premier?.path[0] ?? '')}, ${premier?.message ?? 'valeur refusée.'}`);
  }
  const e = lu.data;
  if (e.MAILLAGE_MODE === 'production' && !e.MAILLAGE_SECRET) throw new Error('Configuration : MAILLAGE_SECRET est nécessaire en production (32 caractères ou plus).');
  if (e.MAILLAGE_MODE === 'production' && !e.MAILLAGE_URL) throw new Error('Configuration : MAILLAGE_URL, l’adresse publique, est nécessaire en production.');
  if (e.MAILLAGE_MODE === 'production' && !e.SMTP_URL && e.MAILLAGE_COURRIEL !== 'aucun')
    throw new Error('Configuration : SMTP_URL, le serveur de courrier, est nécessaire en production : sans lui, ni code de connexion ni invitation ne part. Pour s’en passer en le sachant, indiquez MAILLAGE_COURRIEL=aucun.');
  if ((e.IMAP_URL === undefined) !== (e.COURRIEL_REPONSES === undefined)) throw new Error('Configuration : IMAP_URL et COURRIEL_REPONSES vont ensemble, la boîte et son adresse.');
  return {
    mode: e.MAILLAGE_MODE,
    port: e.PORT,
    hote: e.HOTE,
    url: e.MAILLAGE_URL ?? `http://localhost:${e.PORT}`,
    secret: e.MAILLAGE_SECRET ?? secretLocal(),
    connexions: e.MAILLAGE_CONNEXIONS,
    donnees: e.MAILLAGE_DONNEES,
    databaseUrl: e.DATABASE_URL,
    acces: accesDonnes(e),
    smtpUrl: e.SMTP_URL,
    expediteur: e.COURRIEL_EXPEDITEUR,
    reponses: e.IMAP_URL && e.COURRIEL_REPONSES ? { imapUrl: e.IMAP_URL, adresse: e.COURRIEL_REPONSES } : undefined,
    psc: fournisseur(e.PSC_DECOUVERTE, e.PSC_CLIENT, e.PSC_SECRET),
    proconnect: fournisseur(e.PROCONNECT_DECOUVERTE, e.PROCONNECT_CLIENT, e.PROCONNECT_SECRET),
    mandataires: e.MAILLAGE_MANDATAIRES,
    hebergeurHds: e.HDS_HEBERGEUR,
    extractions: e.MAILLAGE_EXTRACTIONS ?? join(dossierDonnees(), 'extractions'),
    sources: e.MAILLAGE_SOURCES,
    contact: e.MAILLAGE_CONTACT,
  };
}
