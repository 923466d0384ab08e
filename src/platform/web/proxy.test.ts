import { describe, expect, it } from 'vitest'
import { originOf, plainAddress, readTrust } from './proxy.ts'

const headers = (forwarded: string, more: Record<string, string> = {}) =>
  new Headers({ 'x-forwarded-for': forwarded, ...more })
const address = (peer: string, forwarded: string, trust: string) =>
  originOf(peer, headers(forwarded), readTrust(trust)).address

describe('who asks', () => {
  it.each([
    // nobody is trusted: headers are ignored
    ['203.0.113.9', '198.51.100.7', '', '203.0.113.9'],
    // the connection is no trusted proxy: a visitor wrote the header
    ['203.0.113.9', '127.0.0.1', 'loopback', '203.0.113.9'],
    // one proxy
    ['127.0.0.1', '198.51.100.7', 'loopback', '198.51.100.7'],
    ['127.0.0.1', '198.51.100.7', '1', '198.51.100.7'],
    // the visitor wrote the left part
    ['127.0.0.1', '1.2.3.4, 198.51.100.7', 'loopback', '198.51.100.7'],
    ['127.0.0.1', '127.0.0.1, 10.0.0.1, 198.51.100.7', 'loopback,private', '198.51.100.7'],
    ['127.0.0.1', '1.2.3.4, 198.51.100.7', '1', '198.51.100.7'],
    // two proxies
    ['127.0.0.1', '1.2.3.4, 198.51.100.7, 10.0.0.5', 'loopback, 10.0.0.0/24', '198.51.100.7'],
    ['127.0.0.1', '1.2.3.4, 198.51.100.7, 10.0.0.5', '2', '198.51.100.7'],
    // a chain shorter than it should be, an empty one, one that is no address
    ['127.0.0.1', '198.51.100.7', '3', '198.51.100.7'],
    ['127.0.0.1', '', 'loopback', '127.0.0.1'],
    ['127.0.0.1', 'unknown', 'loopback', '127.0.0.1'],
    ['127.0.0.1', '198.51.100.7, <script>', '2', '127.0.0.1'],
    // ports, brackets, IPv4 inside IPv6
    ['::ffff:127.0.0.1', '198.51.100.7:5123', 'loopback', '198.51.100.7'],
    ['::1', '[2001:db8::7]:443', 'loopback', '2001:db8::7'],
    ['10.0.0.5', '::ffff:198.51.100.7', '10.0.0.5', '198.51.100.7'],
  ])('from %s with "%s" trusting "%s" is %s', (peer, forwarded, trust, who) => {
    expect(address(peer, forwarded, trust)).toBe(who)
  })

  it('takes scheme and host of the nearest trusted proxy only', () => {
    const told = { 'x-forwarded-proto': 'http, https', 'x-forwarded-host': 'evil.example, Plan.Example.org' }
    expect(originOf('127.0.0.1', headers('1.2.3.4', told), readTrust('loopback'))).toEqual({
      address: '1.2.3.4',
      proto: 'https',
      host: 'plan.example.org',
      believed: true,
    })
    expect(originOf('9.9.9.9', headers('1.2.3.4', told), readTrust('loopback'))).toEqual({
      address: '9.9.9.9',
      proto: 'http',
      host: null,
      believed: false,
    })
    const odd = headers('1.2.3.4', { 'x-forwarded-host': 'a b/../c', 'x-forwarded-proto': 'gopher' })
    expect(originOf('127.0.0.1', odd, readTrust('1'))).toMatchObject({ proto: 'http', host: null })
  })
})

describe('the setting', () => {
  it.each(['0', '12', '10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', '10.0.0.0/x', '::1/129'])(
    'refuses %s',
    (text) => {
      expect(() => readTrust(text)).toThrow()
    },
  )
  it('is empty by default', () => {
    expect(readTrust(' ')).toBe(null)
  })
  it('knows addresses from words', () => {
    expect([plainAddress('[::1]:80'), plainAddress('1.2.3.4'), plainAddress('nobody'), plainAddress('1.2.3')]).toEqual([
      '::1',
      '1.2.3.4',
      null,
      null,
    ])
  })
})
