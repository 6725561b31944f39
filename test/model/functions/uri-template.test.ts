import { expect, test } from "vitest";
import {
  expandUriTemplate,
  parseUriTemplate,
  type UriTemplate,
  type UriValue,
} from "../../../src/model/functions/uri-template.ts";

/** RFC 6570, section 3.2: the values of its examples. */
const VALUES = new Map<string, UriValue>([
  ["count", ["one", "two", "three"]],
  ["dom", ["example", "com"]],
  ["dub", "me/too"],
  ["hello", "Hello World!"],
  ["half", "50%"],
  ["var", "value"],
  ["who", "fred"],
  ["base", "http://example.com/home/"],
  ["path", "/foo/bar"],
  ["list", ["red", "green", "blue"]],
  ["v", 6],
  ["x", 1024],
  ["y", 768],
  ["empty", ""],
  ["empty_list", []],
]);

test.each([
  // 3.2.1 and 3.2.2
  ["{var}", "value"],
  ["{hello}", "Hello%20World%21"],
  ["{half}", "50%25"],
  ["O{empty}X", "OX"],
  ["O{undef}X", "OX"],
  ["{x,y}", "1024,768"],
  ["{x,hello,y}", "1024,Hello%20World%21,768"],
  ["?{x,empty}", "?1024,"],
  ["?{x,undef}", "?1024"],
  ["?{undef,y}", "?768"],
  ["{var:3}", "val"],
  ["{var:30}", "value"],
  ["{list}", "red,green,blue"],
  ["{list*}", "red,green,blue"],
  ["{empty_list}", ""],
  // 3.2.3
  ["{+var}", "value"],
  ["{+hello}", "Hello%20World!"],
  ["{+half}", "50%25"],
  ["{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"],
  ["{+base}index", "http://example.com/home/index"],
  ["O{+empty}X", "OX"],
  ["{+path}/here", "/foo/bar/here"],
  ["up{+path}{var}/here", "up/foo/barvalue/here"],
  ["{+x,hello,y}", "1024,Hello%20World!,768"],
  ["{+path:6}/here", "/foo/b/here"],
  ["{+list}", "red,green,blue"],
  // 3.2.4
  ["{#var}", "#value"],
  ["{#hello}", "#Hello%20World!"],
  ["{#path,x}/here", "#/foo/bar,1024/here"],
  ["{#list*}", "#red,green,blue"],
  // 3.2.5
  ["{.who}", ".fred"],
  ["{.half,who}", ".50%25.fred"],
  ["www{.dom*}", "www.example.com"],
  ["X{.empty}", "X."],
  ["X{.undef}", "X"],
  ["X{.list}", "X.red,green,blue"],
  // 3.2.6
  ["{/who}", "/fred"],
  ["{/who,dub}", "/fred/me%2Ftoo"],
  ["{/var,empty}", "/value/"],
  ["{/var:1,var}", "/v/value"],
  ["{/list*}", "/red/green/blue"],
  // 3.2.7
  ["{;who}", ";who=fred"],
  ["{;half}", ";half=50%25"],
  ["{;empty}", ";empty"],
  ["{;v,empty,who}", ";v=6;empty;who=fred"],
  ["{;hello:5}", ";hello=Hello"],
  ["{;list}", ";list=red,green,blue"],
  ["{;list*}", ";list=red;list=green;list=blue"],
  // 3.2.8 and 3.2.9
  ["{?who}", "?who=fred"],
  ["{?x,y,empty}", "?x=1024&y=768&empty="],
  ["{?x,y,undef}", "?x=1024&y=768"],
  ["{?var:3}", "?var=val"],
  ["{?list*}", "?list=red&list=green&list=blue"],
  ["?fixed=yes{&x}", "?fixed=yes&x=1024"],
  ["{&var:3}", "&var=val"],
  // 3.1: literals that no URI may have are encoded, what is encoded stays
  ["a b/%20/\u00fc{var}", "a%20b/%20/%C3%BCvalue"],
])("%s is %s", (template, uri) => {
  expect(expandUriTemplate(parseUriTemplate(template) as UriTemplate, VALUES)).toBe(uri);
});

test("what a program gives cannot leave its place", () => {
  const template = parseUriTemplate("file://{a,b}/x{?q}") as UriTemplate;
  const values = new Map([
    ["a", "../etc?x#y"],
    ["b", "@evil/\ud800"],
    ["q", "1&admin=1"],
  ]);
  expect(expandUriTemplate(template, values)).toBe(
    "file://..%2Fetc%3Fx%23y,%40evil%2F%EF%BF%BD/x?q=1%26admin%3D1",
  );
});

test.each(["{", "}", "{}", "a{b", "a}b", "{a b}", "{!a}", "{=a}", "{a:0}", "{a:10000}", "{a*:3}"])(
  "%s is no template",
  (text) => {
    expect(parseUriTemplate(text)).toBeNull();
  },
);

test.each([
  ["a template of 8,193 characters", "x".repeat(8193)],
  ["65 variables", Array.from({ length: 65 }, (_, index) => `{v${index}}`).join("")],
])("%s is too much", (_, text) => {
  expect(parseUriTemplate(text)).toBeNull();
});

test("a variable is optional where it only stands in a query or fragment", () => {
  const template = parseUriTemplate("a://{x}/{y*}{?q,x}{&r*}{#f}") as UriTemplate;
  expect(template.variables).toEqual([
    { name: "x", exploded: false, required: true },
    { name: "y", exploded: true, required: true },
    { name: "q", exploded: false, required: false },
    { name: "r", exploded: true, required: false },
    { name: "f", exploded: false, required: false },
  ]);
});
