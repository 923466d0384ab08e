/** What lies in the folder of a backup for whoever finds it in five years. */
export function readMe(locked: boolean): string {
  const plain = `This is a backup of an installation of Throughline: education records of students. Treat it like the installation itself.

Is it whole?     sha256sum --check SHA256SUMS
Look into it:    throughline restore THIS-FOLDER --check${locked ? ' --key FILE' : ''}
Bring it back:   THROUGHLINE_HOME=/a/new/folder throughline restore THIS-FOLDER${locked ? ' --key FILE' : ''}
                 with --forgotten FILE when students were forgotten since (throughline forget --list FILE wrote it)

Tables are CSV packed with gzip (tables/), files lie as they lay in the home (home/), manifest.json says what belongs to it.
`
  const opened = `
It is locked with age (age-encryption.org). Without Throughline, with the age command and the private key:
  age --decrypt --identity FILE key.age > own.key          (with a passphrase: age --decrypt key.age > own.key)
  age --decrypt --identity own.key manifest.json.age > manifest.json
`
  return locked ? plain + opened : plain
}
