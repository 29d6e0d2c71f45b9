<?php
// SabreDAV on a folder, for one user: `DAV_DATA`, `DAV_USER`, `DAV_PASSWORD`.
error_reporting(0);
require 'Sabre/autoload.php';

class OneUser extends Sabre\DAV\Auth\Backend\AbstractBasic
{
    protected function validateUserPass($user, $password)
    {
        return $user === getenv('DAV_USER') && $password === getenv('DAV_PASSWORD');
    }
}

$server = new Sabre\DAV\Server(new Sabre\DAV\FS\Directory(getenv('DAV_DATA')));
$server->setBaseUri('/');
$server->addPlugin(new Sabre\DAV\Auth\Plugin(new OneUser(), 'dav'));
$server->exec();
