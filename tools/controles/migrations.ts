import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { ligneDe } from './depot.ts';

const DOSSIER = /^db\/migrations\/[^/]+\.ts$/;
export const SCEAUX = 'tools/sceaux-des-migrations.txt';

export const migrationsDe = (fichiers: readonly Fichier[]): Fichier[] => fichiers.filter((f) => DOSSIER.test(f.chemin) && !f.chemin.endsWith('.test.ts'));
const empreinte = (f: Fichier): string => createHash('sha256').update(f.contenu.replaceAll('\r\n', '\n')).digest('hex');

/** Lines of the list of seals: `<sha256>  <file name>`. */
export const sceller = (fichiers: readonly Fichier[]): string =>
  migrationsDe(fichiers)
    .map((f) => `${empreinte(f)}  ${posix.basename(f.chemin)}\n`)
    .toSorted((a, b) => a.slice(66).localeCompare(b.slice(66)))
    .join('');

function sceaux(fichiers: readonly Fichier[]): Map<string, string> {
  const liste = fichiers.find((f) => f.chemin === SCEAUX)?.contenu ?? '';
  return new Map(liste.split('\n').filter(Boolean).map((l) => [l.slice(66), l.slice(0, 64)] as const));
}

/** Numbers are unique, names well formed, and what an instance may already have run never changes again. */
export const migrations: Controle = (fichiers) => {
  const presentes = migrationsDe(fichiers);
  const connus = sceaux(fichiers);
  const vus = new Map<string, string>();
  const problemes: Probleme[] = [];
  for (const f of presentes) {
    const nom = posix.basename(f.chemin);
    const [, numero] = /^(\d{4})_[a-z0-9_]+\.ts$/.exec(nom) ?? [];
    if (numero === undefined) {
      problemes.push({ chemin: f.chemin, detail: 'nom', message: 'Une migration se nomme NNNN_mot.ts, en minuscules.' });
      continue;
    }
    const autre = vus.get(numero);
    if (autre !== undefined) problemes.push({ chemin: f.chemin, detail: 'numero', message: `Le numéro ${numero} sert déjà à ${autre} : prenez le suivant.` });
    vus.set(numero, nom);
    if (!/export (const|async function|function) up\b/.test(f.contenu)) problemes.push({ chemin: f.chemin, detail: 'up', message: 'Une migration exporte up(db).' });
    if (/export (const|async function|function) down\b/.test(f.contenu)) problemes.push({ chemin: f.chemin, detail: 'down', message: 'Pas de retour arrière : on corrige par une migration suivante.' });
    const sceau = connus.get(nom);
    if (sceau !== undefined && sceau !== empreinte(f)) {
      problemes.push({ chemin: f.chemin, detail: 'modifiee', message: 'Cette migration est publiée, une instance l’a peut-être jouée : rétablissez-la et écrivez-en une nouvelle.' });
    }
  }
  for (const nom of connus.keys()) {
    if (!presentes.some((f) => posix.basename(f.chemin) === nom)) problemes.push({ chemin: `db/migrations/${nom}`, detail: 'disparue', message: 'Cette migration est publiée : rétablissez-la.' });
  }
  return problemes;
};

/** Every `on delete cascade` is judged by someone, who writes why in the list of exceptions. */
export const cascades: Controle = (fichiers) =>
  migrationsDe(fichiers).flatMap((f) =>
    [...f.contenu.matchAll(/on delete cascade|onDelete\(\s*['"`]cascade/gi)].map((m) => ({
      chemin: f.chemin,
      ligne: ligneDe(f.contenu, m.index),
      detail: colonneAvant(f.contenu, m.index),
      message: `Suppression en cascade (${colonneAvant(f.contenu, m.index)}) : dites pourquoi dans tools/exceptions/cascades.txt, ou préférez « restrict ».`,
    })),
  );

/** `table.column` in which a position of a migration falls, read from the nearest `create table` and the start of its line. */
function colonneAvant(contenu: string, position: number): string {
  const avant = contenu.slice(0, position);
  const tables = [...avant.matchAll(/(?:create table|alter table)\s+(?:if not exists\s+|only\s+)?([a-z_.]+)|(?:createTable|alterTable)\(\s*['"`]([a-z_.]+)/gi)];
  const table = tables.at(-1)?.[1] ?? tables.at(-1)?.[2] ?? '?';
  const debutDeLigne = avant.slice(avant.lastIndexOf('\n') + 1);
  const colonne = /addColumn\(\s*['"`]([a-z_]+)/i.exec(debutDeLigne)?.[1] ?? /^\s*(?:add column\s+)?([a-z_]+)/i.exec(debutDeLigne)?.[1] ?? '?';
  return `${table}.${colonne}`;
}
