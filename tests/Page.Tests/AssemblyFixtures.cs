using Page.Tests;

[assembly: AssemblyFixture(typeof(PageHost))]
