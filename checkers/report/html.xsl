<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-2.0-only -->
<!--
  The page: sites by subsystem, findings with the flow of their hold, claims,
  progress, coverage.  No script, nothing from elsewhere; html.c makes the input.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html" encoding="UTF-8" indent="yes" doctype-system="about:legacy-compat"/>

<!-- Sites, and the first of each subsystem. -->
<xsl:key name="site" match="record[@kind = 'acquire']" use="@subsystem"/>

<xsl:variable name="sites" select="/report/record[@kind = 'acquire']"/>
<xsl:variable name="findings" select="/report/record[@kind = 'finding']"/>
<xsl:variable name="claims" select="/report/record[@kind = 'claim']"/>
<xsl:variable name="flags" select="/report/record[@kind = 'dirty-flag']"/>
<xsl:variable name="releases" select="/report/record[@kind = 'dirty-release']"/>
<xsl:variable name="legacy" select="/report/record[@kind = 'legacy-user']"/>
<xsl:variable name="coverage" select="/report/record[@kind = 'coverage']"/>

<xsl:variable name="style">
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a;
  --line: #d0d7de; --box: #f6f8fa; --link: #0757ad; --good: #1a6b32; --bad: #a40e26; --mid: #805300 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b1;
  --line: #30363d; --box: #161b22; --link: #79b8ff; --good: #56d364; --bad: #ff7b72; --mid: #e3b341 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
h1 { font-size: 1.7rem; margin: .5rem 0 } h2 { margin: 2.5rem 0 .5rem; font-size: 1.3rem;
  border-bottom: 1px solid var(--line) } h3 { font-size: 1.05rem; margin: 0 0 .3rem }
a { color: var(--link) } nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0 }
code, .at { font-family: ui-monospace, monospace; font-size: .88em }
.at, caption, .hint { color: var(--soft) } .hint { margin: .2rem 0 .8rem }
.numbers { display: flex; flex-wrap: wrap; gap: .7rem; padding: 0; list-style: none }
.numbers li { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem }
.numbers b { display: block; font-size: 1.5rem; line-height: 1.2 }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .92rem }
caption { text-align: left; padding: .3rem 0 } th, td { text-align: left; vertical-align: top;
  padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line) }
table { min-width: 44rem } td { overflow-wrap: normal } td code, td .at { overflow-wrap: anywhere }
tbody th { padding-top: 1rem; font-family: ui-monospace, monospace } td { min-width: 5rem }
.converted, .true { color: var(--good) } .convert, .drop-ref, .partly, .warning { color: var(--mid) }
.error, .false { color: var(--bad) } .verdict { font-weight: 600; white-space: nowrap }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: 1rem 0; background: var(--box) }
article p { margin: .2rem 0 } svg { display: block; width: 100%; min-width: 36rem; max-width: 46rem; height: auto; margin-top: .6rem }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif } svg .at { fill: var(--soft); font: 12px ui-monospace, monospace }
svg .node { fill: var(--paper); stroke: var(--link); stroke-width: 2 } svg .last { stroke: var(--bad) }
svg .edge { stroke: var(--soft); stroke-width: 2 } svg .ref { fill: var(--mid) } svg .ext { fill: var(--good) }
details summary { cursor: pointer; color: var(--link) } ol { margin: .3rem 0; padding-left: 1.4rem }
pre { margin: .1rem 0 .5rem; overflow-x: auto }
@media print { body { max-width: none } nav { display: none } article { break-inside: avoid } }
</xsl:variable>

<xsl:template match="/report">
  <html lang="en">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>Page pinning in <xsl:value-of select="@tree"/></title>
      <style><xsl:value-of select="$style"/></style>
    </head>
    <body>
      <header>
        <h1>Page pinning in <xsl:value-of select="@tree"/></h1>
        <p class="hint">How direct I/O holds the pages of users, what decides whether they are
          dirtied, and what is unsafe.</p>
        <xsl:if test="@complete = 0">
          <p class="error" role="alert">Something could not be read: see coverage. What is not here may be missing.</p>
        </xsl:if>
        <ul class="numbers"><xsl:call-template name="numbers"/></ul>
        <nav aria-label="Sections"><ul><xsl:call-template name="sections"/></ul></nav>
      </header>
      <main>
        <xsl:if test="$findings"><section id="findings"><h2>Findings</h2>
          <xsl:apply-templates select="$findings"/></section></xsl:if>
        <xsl:if test="$claims"><section id="claims"><h2>Claims</h2>
          <xsl:apply-templates select="$claims"/></section></xsl:if>
        <xsl:if test="scan[@references + @extracted &gt; 0]"><xsl:call-template name="progress"/></xsl:if>
        <xsl:if test="$sites"><xsl:call-template name="sites"/></xsl:if>
        <xsl:if test="$flags"><xsl:call-template name="flags"/></xsl:if>
        <xsl:if test="$releases"><xsl:call-template name="releases"/></xsl:if>
        <xsl:if test="$legacy"><xsl:call-template name="legacy"/></xsl:if>
        <xsl:if test="$coverage"><xsl:call-template name="coverage"/></xsl:if>
      </main>
    </body>
  </html>
</xsl:template>

<xsl:template name="number">
  <xsl:param name="of"/><xsl:param name="what"/>
  <xsl:if test="$of"><li><b><xsl:value-of select="count($of)"/></b><xsl:value-of select="$what"/></li></xsl:if>
</xsl:template>

<xsl:template name="numbers">
  <xsl:call-template name="number"><xsl:with-param name="of" select="$findings"/>
    <xsl:with-param name="what">findings</xsl:with-param></xsl:call-template>
  <xsl:call-template name="number"><xsl:with-param name="of" select="$sites"/>
    <xsl:with-param name="what">take hold of pages</xsl:with-param></xsl:call-template>
  <xsl:call-template name="number"><xsl:with-param name="of" select="$sites[@verdict = 'converted']"/>
    <xsl:with-param name="what">converted</xsl:with-param></xsl:call-template>
  <xsl:call-template name="number"><xsl:with-param name="of" select="$sites[@verdict = 'convert' or @verdict = 'drop-ref']"/>
    <xsl:with-param name="what">to be converted</xsl:with-param></xsl:call-template>
  <xsl:call-template name="number"><xsl:with-param name="of" select="$sites[@verdict = 'report-only']"/>
    <xsl:with-param name="what">only reported</xsl:with-param></xsl:call-template>
  <xsl:call-template name="number"><xsl:with-param name="of" select="$legacy"/>
    <xsl:with-param name="what">users of fs/direct-io.c</xsl:with-param></xsl:call-template>
</xsl:template>

<xsl:template name="section">
  <xsl:param name="of"/><xsl:param name="id"/><xsl:param name="what"/>
  <xsl:if test="$of"><li><a href="#{$id}"><xsl:value-of select="$what"/></a></li></xsl:if>
</xsl:template>

<xsl:template name="sections">
  <xsl:call-template name="section"><xsl:with-param name="of" select="$findings"/>
    <xsl:with-param name="id">findings</xsl:with-param><xsl:with-param name="what">Findings</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$claims"/>
    <xsl:with-param name="id">claims</xsl:with-param><xsl:with-param name="what">Claims</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="scan[@references + @extracted &gt; 0]"/>
    <xsl:with-param name="id">progress</xsl:with-param><xsl:with-param name="what">Progress</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$sites"/>
    <xsl:with-param name="id">sites</xsl:with-param><xsl:with-param name="what">Sites</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$flags"/>
    <xsl:with-param name="id">flags</xsl:with-param><xsl:with-param name="what">Flags</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$releases"/>
    <xsl:with-param name="id">releases</xsl:with-param><xsl:with-param name="what">Releases</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$legacy"/>
    <xsl:with-param name="id">legacy</xsl:with-param><xsl:with-param name="what">fs/direct-io.c</xsl:with-param></xsl:call-template>
  <xsl:call-template name="section"><xsl:with-param name="of" select="$coverage"/>
    <xsl:with-param name="id">coverage</xsl:with-param><xsl:with-param name="what">Coverage</xsl:with-param></xsl:call-template>
</xsl:template>

<xsl:template name="at">
  <span class="at"><xsl:value-of select="concat(@file, ':', @line)"/></span>
</xsl:template>

<!-- A finding: what is wrong, then the hold from one step to the next. -->
<xsl:template match="record[@kind = 'finding']">
  <article>
    <h3><span class="{@severity}"><xsl:value-of select="@rule"/></span> in <code><xsl:value-of select="@in"/>()</code></h3>
    <p><xsl:value-of select="@message"/></p>
    <p><xsl:call-template name="at"/></p>
    <xsl:if test="step">
      <div class="wide" tabindex="0" role="region" aria-label="The flow of the hold"><xsl:call-template name="flow"/></div>
      <details><summary>The path in words</summary><ol>
        <xsl:for-each select="step"><li><span class="at"><xsl:value-of select="concat(@file, ':', @line, ' ', @function)"/></span>:
          <xsl:value-of select="@note"/></li></xsl:for-each></ol></details>
    </xsl:if>
  </article>
</xsl:template>

<xsl:template name="flow">
  <xsl:variable name="height" select="count(step) * 56 + 4"/>
  <svg viewBox="0 0 640 {$height}" role="img" aria-label="{concat('The flow of the hold, in ', count(step), ' steps')}">
    <line class="edge" x1="16" y1="20" x2="16" y2="{$height - 40}"/>
    <xsl:for-each select="step">
      <xsl:variable name="y" select="(position() - 1) * 56 + 20"/>
      <circle cx="16" cy="{$y}" r="8">
        <xsl:attribute name="class">node<xsl:if test="position() = last()"> last</xsl:if></xsl:attribute>
      </circle>
      <text x="36" y="{$y}"><title><xsl:value-of select="@note"/></title>
        <xsl:value-of select="substring(@note, 1, 88)"/><xsl:if test="string-length(@note) &gt; 88">...</xsl:if></text>
      <text class="at" x="36" y="{$y + 18}"><xsl:value-of select="concat(@file, ':', @line, '  ', @function, '()')"/></text>
    </xsl:for-each>
  </svg>
</xsl:template>

<xsl:template match="record[@kind = 'claim']">
  <article>
    <h3>Claim <xsl:value-of select="@id"/>: <span class="{@holds}"><xsl:value-of select="@holds"/></span></h3>
    <p><xsl:value-of select="@message"/></p>
    <details><summary>Evidence: <xsl:value-of select="count(step)"/> places</summary><ol>
      <xsl:for-each select="step"><li><xsl:call-template name="at"/>: <xsl:value-of select="@note"/>
        <pre tabindex="0"><code><xsl:value-of select="@source"/></code></pre></li></xsl:for-each></ol></details>
  </article>
</xsl:template>

<!-- A bar for each tree: references left, then what extracts. -->
<xsl:template name="progress">
  <section id="progress"><h2>Progress</h2>
  <p class="hint">Calls that take references on pages, and calls that extract (and pin) them.</p>
  <xsl:variable name="most"><xsl:for-each select="scan"><xsl:sort select="@references + @extracted" data-type="number" order="descending"/>
    <xsl:if test="position() = 1"><xsl:value-of select="@references + @extracted"/></xsl:if></xsl:for-each></xsl:variable>
  <div class="wide" tabindex="0" role="region" aria-label="Progress"><svg viewBox="0 0 640 {count(scan) * 52 + 4}" role="img" aria-label="Acquires by reference and by extraction, for each tree">
    <xsl:for-each select="scan">
      <xsl:variable name="y" select="(position() - 1) * 52"/>
      <xsl:variable name="ref" select="@references * 600 div $most"/>
      <text x="0" y="{$y + 16}"><xsl:value-of select="concat(@name, ': ', @references, ' by reference, ', @extracted, ' extracted')"/></text>
      <rect class="ref" x="0" y="{$y + 24}" width="{$ref}" height="16"/>
      <rect class="ext" x="{$ref}" y="{$y + 24}" width="{@extracted * 600 div $most}" height="16"/>
    </xsl:for-each>
  </svg></div></section>
</xsl:template>

<xsl:template name="sites">
  <section id="sites"><h2>Sites</h2>
  <div class="wide" tabindex="0" role="region" aria-label="Sites"><table><caption>Where pages are taken hold of, by subsystem</caption>
    <thead><tr><th scope="col">Function</th><th scope="col">Call</th><th scope="col">Class</th><th scope="col">Holds</th>
      <th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
    <xsl:for-each select="$sites[generate-id() = generate-id(key('site', @subsystem)[1])]">
      <tbody><tr><th colspan="6" scope="rowgroup"><xsl:value-of select="@subsystem"/></th></tr>
        <xsl:for-each select="key('site', @subsystem)">
          <tr><td><code><xsl:value-of select="@in"/></code><br/><xsl:call-template name="at"/></td>
            <td><code><xsl:value-of select="@api"/></code></td><td><xsl:value-of select="@class"/></td>
            <td><xsl:value-of select="@holds"/></td>
            <td class="verdict {@verdict}"><xsl:value-of select="@verdict"/></td><td><xsl:value-of select="@reason"/></td></tr>
        </xsl:for-each></tbody>
    </xsl:for-each></table></div></section>
</xsl:template>

<xsl:template name="flags">
  <section id="flags"><h2>Flags</h2>
  <div class="wide" tabindex="0" role="region" aria-label="Flags"><table><caption>What says that pages are to be dirtied</caption>
    <thead><tr><th scope="col">Flag</th><th scope="col">Scope</th><th scope="col">True if</th><th scope="col">Where</th></tr></thead>
    <tbody><xsl:for-each select="$flags"><tr><td><code><xsl:value-of select="@name"/></code></td><td><xsl:value-of select="@scope"/></td>
      <td><code><xsl:value-of select="@predicate"/></code></td><td><xsl:call-template name="at"/></td></tr></xsl:for-each></tbody></table></div></section>
</xsl:template>

<xsl:template name="releases">
  <section id="releases"><h2>Releases</h2>
  <div class="wide" tabindex="0" role="region" aria-label="Releases"><table><caption>Releases that dirty the pages</caption>
    <thead><tr><th scope="col">Function</th><th scope="col">Call</th><th scope="col">Dirties if</th><th scope="col">Where</th></tr></thead>
    <tbody><xsl:for-each select="$releases"><tr><td><code><xsl:value-of select="@in"/></code></td><td><code><xsl:value-of select="@api"/></code></td>
      <td><code><xsl:value-of select="@dirty"/></code></td><td><xsl:call-template name="at"/></td></tr></xsl:for-each></tbody></table></div></section>
</xsl:template>

<xsl:template name="legacy">
  <section id="legacy"><h2>fs/direct-io.c</h2>
  <p class="hint">File systems whose direct I/O goes through it.</p>
  <ul><xsl:for-each select="$legacy"><li><xsl:value-of select="@filesystem"/>: <code><xsl:value-of select="@in"/>()</code>,
    <xsl:call-template name="at"/></li></xsl:for-each></ul></section>
</xsl:template>

<xsl:template name="coverage">
  <section id="coverage"><h2>Coverage</h2>
  <ul><xsl:for-each select="$coverage[@file = '.']"><li><xsl:value-of select="@message"/></li></xsl:for-each></ul>
  <xsl:variable name="unread" select="$coverage[@file != '.' and @reason != '']"/>
  <xsl:if test="$unread"><details><summary><xsl:value-of select="count($unread)"/> files that an engine did not read, and why</summary>
    <ul><xsl:for-each select="$unread"><li><span class="at"><xsl:value-of select="@file"/></span>, <xsl:value-of select="@engine"/>:
      <xsl:value-of select="@reason"/></li></xsl:for-each></ul></details></xsl:if></section>
</xsl:template>

</xsl:stylesheet>
