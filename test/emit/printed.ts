import { Node, Project, SyntaxKind, ts, type SourceFile } from "ts-morph";

/** All that is ever printed into the sources of an SDK: names, types, one constant list and one call of `bind`. */
const KINDS: ReadonlySet<string> = new Set(
  [
    "ArrayLiteralExpression ArrayType BooleanKeyword CallExpression ConstKeyword DeclareKeyword EndOfFileToken",
    "ExportDeclaration ExportKeyword ExportSpecifier FalseKeyword Identifier ImportClause ImportDeclaration",
    "ImportSpecifier IndexSignature InterfaceDeclaration IntersectionType JSDoc JSDocTag JSDocDeprecatedTag",
    "LiteralType ModuleBlock ModuleDeclaration NamedExports NamedImports NeverKeyword NullKeyword NumberKeyword",
    "NumericLiteral ObjectLiteralExpression OptionalType Parameter ParenthesizedType PrefixUnaryExpression",
    "PropertyAssignment PropertySignature QualifiedName QuestionToken RestType StringKeyword StringLiteral",
    "TemplateHead TemplateLiteralType TemplateLiteralTypeSpan TemplateTail TrueKeyword TupleType",
    "SyntaxList TypeAliasDeclaration TypeLiteral TypeReference UndefinedKeyword UnionType UnknownKeyword VariableDeclaration",
    "VariableDeclarationList VariableStatement NoSubstitutionTemplateLiteral JSDocText",
  ].flatMap((line) => line.split(" ")),
);

const TAGS: ReadonlySet<string> = new Set(
  [
    "contentEncoding contentMediaType default deprecated example exclusiveMaximum exclusiveMinimum format integer",
    "maxItems maxLength maxProperties maximum minItems minLength minProperties minimum multipleOf pattern uniqueItems",
    "contains maxContains minContains patternProperties propertyNames",
  ].flatMap((line) => line.split(" ")),
);

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The runtime, which is the same in every SDK and written by hand. */
export function isConstant(file: string): boolean {
  return file === "sdk/runtime.js" || file === "sdk/runtime.d.ts";
}

const project = new Project({ useInMemoryFileSystem: true });

export function parse(file: string, text: string): SourceFile {
  return project.createSourceFile(file, text, { overwrite: true });
}

/** What is in a source that is never printed into one, in words; empty for every source that the printer makes. */
export function strangersIn(file: string, text: string, header: string): string[] {
  const source = parse(file, text);
  const found = new Set<string>();
  for (const node of source.getDescendants()) {
    const kind = node.getKind();
    const isToken = kind <= SyntaxKind.LastPunctuation || KEYWORDS.has(kind);
    if (Node.isJSDocTag(node)) {
      if (!TAGS.has(node.getTagName())) found.add(`@${node.getTagName()}`);
    } else if (Node.isCallExpression(node)) {
      if (node.getExpression().getText() !== "bind") found.add("call");
    } else if (Node.isPropertyAccessExpression(node)) {
      // The list of a server's tools, in the index for plain Node.
      if (!/^tools_*\.[\w$]+$/.test(node.getText())) found.add("access");
    } else if (!isToken && !KINDS.has(node.getKindName())) found.add(node.getKindName());
  }
  const { compilerNode } = source;
  const name = file.endsWith(".js") ? "a.js" : "a.ts";
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: name,
    reportDiagnostics: true,
  });
  for (const { code } of diagnostics) found.add(`syntax error ${code}`);
  for (const comment of commentsOf(text)) {
    const isDoc = comment.startsWith("/**") && comment.indexOf("*/") === comment.length - 2;
    if (!isDoc && comment !== header) found.add(`comment ${comment}`);
  }
  const directives = [
    compilerNode.referencedFiles,
    compilerNode.typeReferenceDirectives,
    compilerNode.libReferenceDirectives,
    compilerNode.amdDependencies,
  ];
  if (directives.some((list) => list.length > 0)) found.add("directive");
  const invisible = INVISIBLE.exec(text.replaceAll("\n", ""));
  if (invisible !== null) found.add(`invisible ${invisible[0].codePointAt(0)?.toString(16)}`);
  return [...found];
}

const KEYWORDS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.FromKeyword,
  SyntaxKind.ImportKeyword,
  SyntaxKind.InterfaceKeyword,
  SyntaxKind.NamespaceKeyword,
  SyntaxKind.TypeKeyword,
]);

/** Every comment of a source, as it stands. */
export function commentsOf(text: string): string[] {
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  const comments: string[] = [];
  const braces: boolean[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.TemplateHead) braces.push(true);
    else if (kind === ts.SyntaxKind.OpenBraceToken) braces.push(false);
    else if (kind === ts.SyntaxKind.CloseBraceToken && braces.pop() === true) {
      // Within a template literal the scanner has to be told that its text goes on.
      if (scanner.reScanTemplateToken(false) === ts.SyntaxKind.TemplateMiddle) braces.push(true);
    }
    const isComment =
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push(scanner.getTokenText());
  }
  return comments;
}
