/**
 * Which proxy the environment names for an address, if any. Node tunnels by itself (`proxyEnv`), but takes a bare
 * `example.com` in NO_PROXY for that one host, where curl, Go and Python take it for everything under it, and that is how it
 * is written; so whether there is a proxy is decided here, and Node is told only which.
 */
import { BlockList, isIP } from 'node:net';

export type ProxyChoice =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly url: URL }
  /** The environment names something that no proxy can be reached by. */
  | { readonly kind: 'unusable' };

export type Environment = Readonly<Record<string, string | undefined>>;

const DIRECT: ProxyChoice = { kind: 'direct' };

/** The lower-case names win, as with curl. A proxy for plain HTTP is not asked for: a token crosses a network under TLS only. */
export function chooseProxy(to: URL, environment: Environment): ProxyChoice {
  const isSecure = to.protocol === 'https:' || to.protocol === 'wss:';
  const named = (environment['https_proxy'] || environment['HTTPS_PROXY'] || '').trim();
  // This PC is never behind a proxy: to one, "localhost" is itself.
  if (!isSecure || named === '' || isLoopback(to.hostname)) return DIRECT;
  if (isExempt(to, environment['no_proxy'] || environment['NO_PROXY'] || '')) return DIRECT;
  // `proxy.example.com:3128` without a scheme is common and means plain HTTP to the proxy (curl(1), "--proxy").
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(named) ? named : `http://${named}`);
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url !== null && isHttp && areCredentialsReadable(url)
    ? { kind: 'proxy', url }
    : { kind: 'unusable' };
}

const isLoopback = (hostname: string): boolean =>
  hostname === '[::1]' || /^(.+\.)?localhost$/.test(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);

/** A `%` that was not written as `%25` stands for nothing. */
function areCredentialsReadable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/**
 * `noProxy`: entries with commas or blanks between them. A name stands for itself and all under it, with or without a
 * leading dot or `*.`; `*` for everything; an address for itself, also as a range in CIDR form; any of them may name a port.
 */
function isExempt(to: URL, noProxy: string): boolean {
  const host = to.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = to.port || '443';
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const { name, entryPort } = splitPort(entry);
      if (entryPort !== null && entryPort !== port) return false;
      return name !== '' && covers(name, host);
    });
}

function splitPort(entry: string): { readonly name: string; readonly entryPort: string | null } {
  // `::1` is an address, `[::1]:443` one with a port.
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  const name = bracketed ?? bare;
  return name === undefined ? { name: entry, entryPort: null } : { name, entryPort: port ?? null };
}

function covers(name: string, host: string): boolean {
  if (name === '*') return true;
  const family = isIP(host);
  if (family !== 0) return isInRange(host, family === 4 ? 'ipv4' : 'ipv6', name);
  const domain = name.replace(/^\*?\.+/, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isInRange(address: string, family: 'ipv4' | 'ipv6', range: string): boolean {
  const [network = '', bits = family === 'ipv4' ? '32' : '128'] = range.split('/');
  const isOfFamily = isIP(network) === (family === 'ipv4' ? 4 : 6);
  if (!isOfFamily || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 'ipv4' ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
