import { describe, expect, test } from 'vitest';
import { chooseProxy, type Environment } from '../../../electron/network/proxy.ts';

const PROXY = 'http://proxy.example.test:3128';
const choose = (to: string, environment: Environment) => chooseProxy(new URL(to), environment);
const isDirect = (to: string, noProxy: string): boolean =>
  choose(to, { HTTPS_PROXY: PROXY, NO_PROXY: noProxy }).kind === 'direct';

describe('the proxy that the environment names', () => {
  test.each(['wss://app.example.test/ws', 'https://app.example.test/api'])('is taken for %s', (to) => {
    expect(choose(to, { HTTPS_PROXY: PROXY })).toEqual({ kind: 'proxy', url: new URL(PROXY) });
  });

  test('may be written in small letters, which win', () => {
    const environment = { https_proxy: 'http://small.example.test', HTTPS_PROXY: PROXY };
    expect(choose('https://app.example.test/', environment)).toMatchObject({
      url: new URL('http://small.example.test'),
    });
  });

  test.each([
    ['without a scheme', 'proxy.example.test:3128', 'http://proxy.example.test:3128/'],
    ['under TLS', 'https://proxy.example.test', 'https://proxy.example.test/'],
    [
      'with credentials',
      'http://desk:p%40ss@proxy.example.test:8080',
      'http://desk:p%40ss@proxy.example.test:8080/',
    ],
    ['as an IPv6 address', 'http://[fd00::1]:3128', 'http://[fd00::1]:3128/'],
    ['with blanks around it', ` ${PROXY} `, `${PROXY}/`],
  ])('may be written %s', (_how, written, href) => {
    const choice = choose('https://app.example.test/', { HTTPS_PROXY: written });
    expect(choice.kind === 'proxy' && choice.url.href).toBe(href);
  });

  test.each([
    'socks5://proxy.example.test:1080',
    'http://',
    'http://desk:100%@proxy.example.test',
    'file:///etc',
  ])('%s is none, and is not passed by in silence', (written) => {
    expect(choose('https://app.example.test/', { HTTPS_PROXY: written })).toEqual({ kind: 'unusable' });
  });

  test('is not needed where none is named', () => {
    expect(choose('https://app.example.test/', { HTTP_PROXY: PROXY, HTTPS_PROXY: '' }).kind).toBe('direct');
  });

  test.each([
    'ws://127.0.0.1:8080/',
    'wss://localhost/',
    'https://127.3.2.1/',
    'https://[::1]:8443/',
    'https://desk.localhost/',
  ])('is never taken for this PC: %s', (to) => {
    expect(choose(to, { HTTPS_PROXY: PROXY }).kind).toBe('direct');
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['app.example.test', 'app.example.test'],
    ['app.example.test', 'APP.Example.Test'],
    ['app.example.test', 'example.test'],
    ['app.example.test', '.example.test'],
    ['app.example.test', '*.example.test'],
    ['app.example.test.', 'example.test'],
    ['app.example.test', '*'],
    ['app.example.test', 'localhost, 127.0.0.1,example.test'],
    ['app.example.test', 'localhost example.test'],
    ['app.example.test', 'app.example.test:443'],
    ['app.example.test:8443', 'example.test:8443'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['[fd00::7]', 'fd00::7'],
    ['[fd00::7]', '[fd00::7]'],
    ['[fd00::7]', '[fd00::7]:443'],
    ['[fd00::7]', 'FD00:0::7'],
    ['[fd00::7]', 'fd00::/8'],
  ])('%s goes past the proxy by "%s"', (host, noProxy) => {
    expect(isDirect(`https://${host}/`, noProxy)).toBe(true);
  });

  test.each([
    ['app.example.test', ''],
    ['app.example.test', ' , '],
    ['app.example.test', 'ample.test'],
    ['app.example.test', 'app.example.test:8443'],
    ['app.example.test:8443', 'app.example.test:443'],
    ['example.test', 'app.example.test'],
    ['10.1.2.3', '10.1.2.4'],
    ['10.1.2.3', '11.0.0.0/8'],
    ['10.1.2.3', '10.0.0.0/99'],
    ['10.1.2.3', '10.0.0.0/x'],
    ['10.1.2.3', '2.3'],
    ['[fd00::7]', 'fe80::/10'],
    ['[fd00::7]', '::'],
  ])('%s goes through the proxy in spite of "%s"', (host, noProxy) => {
    expect(isDirect(`https://${host}/`, noProxy)).toBe(false);
  });

  test('may be written in small letters', () => {
    const environment = { HTTPS_PROXY: PROXY, no_proxy: 'example.test' };
    expect(choose('https://app.example.test/', environment).kind).toBe('direct');
  });
});
