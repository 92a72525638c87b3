using Page.Tests;

[assembly: AssemblyFixture(typeof(PageHost))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
