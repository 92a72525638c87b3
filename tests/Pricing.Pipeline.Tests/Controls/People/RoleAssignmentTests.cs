using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Tests.Controls.People;

public sealed class RoleAssignmentTests
{
    [Theory]
    [InlineData("Preparer", Role.Preparer, null)]
    [InlineData("Approver:IIJ", Role.Approver, "IIJ")]
    [InlineData("Reader:日本:本社", Role.Reader, "日本:本社")]
    public void TryParse_OfARole_IsTheRoleAndItsIssuer(string text, Role role, string? issuer)
    {
        Assert.True(RoleAssignment.TryParse(text, out var assignment));
        Assert.Equal(new(role, issuer), assignment.Value);
        Assert.Equal(text, assignment.Value.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("preparer")]
    [InlineData("1")]
    [InlineData("Preparer, Approver")]
    [InlineData("Preparer:")]
    [InlineData("Owner")]
    [InlineData("Preparer:A%0AIIJ")]
    [InlineData("Preparer:%20IIJ")]
    public void TryParse_OfAnythingElse_IsNone(string? text) => Assert.False(RoleAssignment.TryParse(text, out _));

    [Fact]
    public void TryParse_OfAnIssuerThatTheDirectoryCannotWrite_TakesItEncoded()
    {
        Assert.True(RoleAssignment.TryParse("Reader:A%20B%E6%A0%AA", out var assignment));
        Assert.Equal(new(Role.Reader, "A B株"), assignment.Value);
    }

    [Fact]
    public void HoldsFor_OfARoleForOneIssuer_IsThatIssuerOnly()
    {
        Assert.True(new RoleAssignment(Role.Reader, "IIJ").HoldsFor("IIJ"));
        Assert.False(new RoleAssignment(Role.Reader, "IIJ").HoldsFor("IIJ2"));
        Assert.True(new RoleAssignment(Role.Reader).HoldsFor("IIJ2"));
    }
}
